/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * In a trace build, tells the kernel of each system call that libc or the
 * program makes, before and after, with a text that says how to show it:
 * "openat:asxo". What the kernel calls of itself is not told.
 */
#include "trace.h"

#include "instrument.h"
#include "llvm_shim.h"
#include "os_symbols.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS = 6 };

static const char *kinds_of(const char *name, size_t length)
{
    static const struct {
        const char *name, *kinds;
    } table[] = {
#define KINDS(name, kinds) {#name, kinds},
#include "syscall_kinds.def"
#undef KINDS
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strlen(table[i].name) == length &&
            !strncmp(table[i].name, name, length))
            return table[i].kinds;
    return "xxxxxx";
}

/* An address of the text "name:letters", as many as CALL has arguments. */
static LLVMValueRef signature(LLVMBuilderRef builder, LLVMValueRef call,
                              const char *name, unsigned length)
{
    char *text =
        must_format("%.*s:%.*s", (int)length, name,
                    (int)LLVMGetNumArgOperands(call), kinds_of(name, length));
    LLVMValueRef address =
        LLVMBuildGlobalStringPtr(builder, text, "trace.call");
    free(text);
    return address;
}

static void store_arguments(LLVMBuilderRef builder, LLVMValueRef call,
                            LLVMValueRef room)
{
    LLVMTypeRef word = LLVMInt64TypeInContext(LLVMGetBuilderContext(builder));
    for (unsigned i = 0; i < LLVMGetNumArgOperands(call); i++) {
        LLVMValueRef value = LLVMGetOperand(call, i);
        LLVMValueRef index = LLVMConstInt(word, i, false);
        LLVMTypeKind kind = LLVMGetTypeKind(LLVMTypeOf(value));
        if (kind == LLVMPointerTypeKind)
            value = LLVMBuildPtrToInt(builder, value, word, "");
        else if (kind == LLVMIntegerTypeKind)
            value = LLVMBuildIntCast2(builder, value, word, true, "");
        else
            continue;
        LLVMBuildStore(builder, value,
                       LLVMBuildGEP2(builder, word, room, &index, 1, ""));
    }
}

static void tell(LLVMBuilderRef builder, LLVMModuleRef m, const char *hook,
                 LLVMValueRef *arguments, unsigned count)
{
    LLVMTypeRef types[3];
    for (unsigned i = 0; i < count; i++)
        types[i] = LLVMTypeOf(arguments[i]);
    LLVMTypeRef nothing = LLVMVoidTypeInContext(LLVMGetModuleContext(m));
    LLVMBuildCall2(builder, LLVMFunctionType(nothing, types, count, false),
                   LLVMGetNamedFunction(m, os_symbol_in(m, hook)), arguments,
                   count, "");
}

static void tell_call(LLVMBuilderRef builder, LLVMValueRef f, LLVMValueRef call,
                      LLVMValueRef room, const char *name, unsigned length)
{
    LLVMModuleRef m = LLVMGetGlobalParent(f);
    LLVMValueRef next = LLVMGetNextInstruction(call), arguments[3];
    LLVMPositionBuilderBefore(builder, call);
    LLVMSetCurrentDebugLocation2(builder, location_for_call(f, call));
    store_arguments(builder, call, room);
    arguments[0] = signature(builder, call, name, length);
    arguments[1] = room;
    tell(builder, m, TRACE_CALL_BEGIN_NAME, arguments, 2);
    if (LLVMGetTypeKind(LLVMTypeOf(call)) != LLVMIntegerTypeKind ||
        LLVMIsAUnreachableInst(next))
        return;
    LLVMPositionBuilderBefore(builder, next);
    LLVMSetCurrentDebugLocation2(builder, location_for_call(f, call));
    arguments[2] = LLVMBuildIntCast2(
        builder, call, LLVMInt64TypeInContext(LLVMGetModuleContext(m)), true,
        "");
    tell(builder, m, TRACE_CALL_END_NAME, arguments, 3);
}

/* The name of the system call that I is a call of. */
static bool is_syscall(LLVMValueRef i, const char **name, unsigned *length)
{
    LLVMValueRef called =
        LLVMIsACallInst(i) ? LLVMIsAFunction(LLVMGetCalledValue(i)) : NULL;
    return called && LLVMGetTailCallKind(i) != LLVMTailCallKindMustTail &&
           LLVMGetNumArgOperands(i) <= ARGUMENTS &&
           function_fact(called, "unispec-syscall", name, length);
}

static bool is_kernel(LLVMValueRef f)
{
    const char *text;
    unsigned length;
    return function_fact(f, "unispec-component", &text, &length) &&
           ((length == 6 && !strncmp(text, "kernel", length)) ||
            (length == 3 && !strncmp(text, "net", length)));
}

/* Six words of F's frame, which all of its calls share. */
static LLVMValueRef make_room(LLVMBuilderRef builder, LLVMValueRef f)
{
    LLVMTypeRef word = LLVMInt64TypeInContext(LLVMGetBuilderContext(builder));
    LLVMPositionBuilderBefore(
        builder, LLVMGetFirstInstruction(LLVMGetFirstBasicBlock(f)));
    LLVMSetCurrentDebugLocation2(builder, NULL);
    return LLVMBuildAlloca(builder, LLVMArrayType2(word, ARGUMENTS), "");
}

void trace_tell_calls(LLVMBuilderRef builder, LLVMValueRef f)
{
    LLVMValueRef room = NULL, next;
    const char *name;
    unsigned length;
    if (is_kernel(f))
        return;
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b))
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = next) {
            next = LLVMGetNextInstruction(i);
            if (!is_syscall(i, &name, &length))
                continue;
            if (!room)
                room = make_room(builder, f);
            tell_call(builder, f, i, room, name, length);
        }
}
