/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Loops of code for size that are known to run often, as those that fill a table
 * at the start of a program. LLVM makes next to nothing part of a caller that was
 * compiled with -Oz. What such a loop calls, and what that calls in turn, may be
 * larger: it is few code that makes up much of the time.
 */
#include "instrument.h"
#include "llvm_shim.h"
#include "specialise.h"

#include <string.h>

/* What was measured is in README.md. */
enum {
    ROUNDS = 256, /* of the loop, at least */
    DIRECT = 50,  /* instructions of IR that it calls, at most */
    MOST = 100,   /* instructions that become part of it, with what those call */
};

static unsigned attribute_kind(const char *name)
{
    return LLVMGetEnumAttributeKindForName(name, strlen(name));
}

static bool call_has(LLVMValueRef call, const char *attribute)
{
    return LLVMGetCallSiteEnumAttribute(call, LLVMAttributeFunctionIndex,
                                        attribute_kind(attribute));
}

/* The function that a call names, if it can be part of the caller. */
static LLVMValueRef callee_of(LLVMValueRef i)
{
    LLVMValueRef f = LLVMIsACallInst(i) ? LLVMGetCalledValue(i) : NULL;

    if (!f || !LLVMIsAFunction(f) || LLVMIsDeclaration(f) || is_kept_apart(f) ||
        call_has(i, "noinline") || !is_frame_small(f) ||
        !same_code_generation(
            f, LLVMGetBasicBlockParent(LLVMGetInstructionParent(i))))
        return NULL;
    return f;
}

static void mark(LLVMValueRef call)
{
    LLVMContextRef context = LLVMGetModuleContext(LLVMGetGlobalParent(
        LLVMGetBasicBlockParent(LLVMGetInstructionParent(call))));

    LLVMAddCallSiteAttribute(
        call, LLVMAttributeFunctionIndex,
        LLVMCreateEnumAttribute(context, attribute_kind("alwaysinline"), 0));
}

/* Paths that end the program are not taken in each round. */
static bool ends_program(LLVMBasicBlockRef b)
{
    return LLVMIsAUnreachableInst(LLVMGetBasicBlockTerminator(b));
}

/* Marks the calls in B and in what they call, while ROOM is left. */
static void mark_calls(LLVMBasicBlockRef b, unsigned *room)
{
    if (ends_program(b))
        return;
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
         i = LLVMGetNextInstruction(i)) {
        LLVMValueRef f = callee_of(i);
        unsigned size =
            f && !call_has(i, "alwaysinline") ? count_instructions(f) : 0;
        if (!size || size > *room)
            continue;
        *room -= size;
        mark(i);
        for (LLVMBasicBlockRef inner = LLVMGetFirstBasicBlock(f); inner;
             inner = LLVMGetNextBasicBlock(inner))
            mark_calls(inner, room);
    }
}

/* Instructions of what B calls; more than DIRECT where it calls what it cannot
 * hold. */
static unsigned size_of_calls(LLVMBasicBlockRef b)
{
    unsigned n = 0;

    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
         i = LLVMGetNextInstruction(i)) {
        LLVMValueRef f = callee_of(i);
        if (f)
            n += count_instructions(f);
        else if (LLVMIsACallInst(i) &&
                 !LLVMGetIntrinsicID(LLVMGetCalledValue(i)))
            n += DIRECT + 1;
    }
    return n;
}

/* A loop that goes on calling takes its time there. */
static void mark_loop(const LLVMBasicBlockRef *blocks, size_t count)
{
    unsigned room = MOST, size = 0;

    for (size_t i = 0; i < count; i++)
        if (!ends_program(blocks[i]))
            size += size_of_calls(blocks[i]);
    for (size_t i = 0; i < count && size <= DIRECT; i++)
        mark_calls(blocks[i], &room);
}

void specialise_loops(LLVMModuleRef m)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f))
        if (!LLVMIsDeclaration(f) && has_attribute(f, "minsize") &&
            !has_attribute(f, "optnone"))
            unispec_long_loops(f, ROUNDS, mark_loop);
}
