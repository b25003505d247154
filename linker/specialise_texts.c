/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The length of a text that optimised code knows. LLVM folds such calls of
 * strlen() in code of the program, as soon as propagation makes the argument
 * a constant, but not in libc's own code, where it may not take a function for
 * the one of the standard. So libc's strlen() is never inlined
 * (overlay/src/string/strlen.c), and what is left of its calls is looked at here.
 * Meanwhile it is no local function: a pass that saw all of its calls would take
 * a text that all of them have into it, and leave none in the calls.
 */
#include "specialise.h"

#include "llvm_shim.h"

#include <string.h>

static bool is_of_libc(LLVMValueRef f)
{
    static const char key[] = "unispec-component";
    LLVMAttributeRef a = LLVMGetStringAttributeAtIndex(
        f, LLVMAttributeFunctionIndex, key, sizeof key - 1);
    unsigned length = 0;
    const char *value = a ? LLVMGetStringAttributeValue(a, &length) : NULL;

    return value && length == 4 && !memcmp(value, "libc", 4);
}

/* The variable that a constant address lies in, and where; NULL: none. */
static LLVMValueRef variable_at(LLVMModuleRef m, LLVMValueRef address,
                                int64_t *offset)
{
    *offset = 0;
    if (LLVMIsAConstantExpr(address) &&
        LLVMGetConstOpcode(address) == LLVMGetElementPtr &&
        unispec_gep_constant_offset(m, address, offset))
        address = LLVMGetOperand(address, 0);
    return LLVMIsAGlobalVariable(address);
}

/* Whether the text at the address and its end are known. */
static bool length_of(LLVMModuleRef m, LLVMValueRef address, size_t *length)
{
    int64_t offset;
    LLVMValueRef g = variable_at(m, address, &offset), value;
    LLVMLinkage linkage = g ? LLVMGetLinkage(g) : LLVMExternalLinkage;
    size_t size;
    const char *text, *end;

    if (!g || !LLVMIsGlobalConstant(g) ||
        (linkage != LLVMInternalLinkage && linkage != LLVMPrivateLinkage))
        return false;
    value = LLVMGetInitializer(g);
    if (!value || !LLVMIsAConstantDataArray(value) ||
        !LLVMIsConstantString(value))
        return false;
    text = LLVMGetAsString(value, &size);
    if (offset < 0 || (uint64_t)offset >= size)
        return false;
    end = memchr(text + offset, 0, size - (size_t)offset);
    *length = end ? (size_t)(end - text) - (size_t)offset : 0;
    return end;
}

static LLVMValueRef find_strlen(LLVMModuleRef m)
{
    LLVMValueRef f = LLVMGetNamedFunction(m, "strlen");

    return f && !LLVMIsDeclaration(f) && is_of_libc(f) ? f : NULL;
}

bool specialise_texts_begin(LLVMModuleRef m)
{
    LLVMValueRef f = find_strlen(m);

    if (!f || LLVMGetLinkage(f) != LLVMInternalLinkage)
        return false;
    LLVMSetLinkage(f, LLVMExternalLinkage);
    LLVMSetVisibility(f, LLVMHiddenVisibility);
    return true;
}

void specialise_texts(LLVMModuleRef m, bool begun)
{
    LLVMValueRef f = find_strlen(m);
    LLVMUseRef next;

    if (!f)
        return;
    if (begun) {
        LLVMSetVisibility(f, LLVMDefaultVisibility);
        LLVMSetLinkage(f, LLVMInternalLinkage);
    }
    for (LLVMUseRef use = LLVMGetFirstUse(f); use; use = next) {
        LLVMValueRef call = LLVMGetUser(use);
        size_t length;
        next = LLVMGetNextUse(use);
        if (!LLVMIsACallInst(call) || LLVMGetCalledValue(call) != f ||
            LLVMGetNumArgOperands(call) != 1 ||
            !length_of(m, LLVMGetOperand(call, 0), &length))
            continue;
        LLVMReplaceAllUsesWith(
            call, LLVMConstInt(LLVMTypeOf(call), length, false));
        unispec_instruction_erase(call);
    }
}
