/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Functions that only one call is left of. LLVM's inliner leaves them where the
 * call is on a cold path, or became the last one too late. They become part of
 * the caller, unless that is so large that its branches get longer and its
 * registers rare, or the callee needs a frame that other paths through the
 * caller, which may recurse, would then have.
 */
#include "instrument.h"
#include "specialise.h"

#include <llvm-c/Target.h>
#include <string.h>

/* In instructions of IR; what was measured is in README.md. */
struct limits {
    unsigned small; /* into any caller */
    unsigned medium, medium_into;
    unsigned any_into; /* whatever its own size */
};

static const struct limits for_bytes = {
    .small = 60, .medium = 100, .medium_into = 1000, .any_into = 300};

/*
 * In code for speed a path that is seldom taken costs the others registers when
 * the callee is large, but only where the caller has more than it can hold.
 */
static const struct limits for_speed = {.small = 30, .any_into = 3000};

enum { FRAME = 64 }; /* bytes of variables in memory */

/* As LLVM's own inliner, unlike its pass for what must be inlined. */
static bool same_text_attribute(LLVMValueRef f, LLVMValueRef g,
                                const char *name)
{
    LLVMAttributeRef a = LLVMGetStringAttributeAtIndex(
        f, LLVMAttributeFunctionIndex, name, strlen(name));
    LLVMAttributeRef b = LLVMGetStringAttributeAtIndex(
        g, LLVMAttributeFunctionIndex, name, strlen(name));

    return a == b; /* attributes are unique in their context */
}

/* One machine, one kind of stack guard, one kind of floating point. */
bool same_code_generation(LLVMValueRef f, LLVMValueRef g)
{
    static const char *const texts[] = {"target-cpu", "target-features"};
    static const char *const kinds[] = {
        "ssp",       "sspstrong", "sspreq",         "strictfp",
        "noredzone", "uwtable",   "noimplicitfloat"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!same_text_attribute(f, g, texts[i]))
            return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (has_attribute(f, kinds[i]) != has_attribute(g, kinds[i]))
            return false;
    return true;
}

/* Debuggers and people look for main(). */
static bool is_main(LLVMValueRef f)
{
    size_t length;

    return !strcmp(LLVMGetValueName2(f, &length), "main");
}

bool is_kept_apart(LLVMValueRef f)
{
    static const char *const reasons[] = {"noinline", "optnone", "optdebug",
                                          "naked", "returns_twice"};
    const char *section = LLVMGetSection(f);

    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (has_attribute(f, reasons[i]))
            return true;
    return is_main(f) || (section && *section) || LLVMHasPersonalityFn(f) ||
           LLVMIsFunctionVarArg(LLVMGlobalGetValueType(f));
}

unsigned count_instructions(LLVMValueRef f)
{
    unsigned n = 0;

    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b))
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
             i = LLVMGetNextInstruction(i))
            n++;
    return n;
}

bool is_frame_small(LLVMValueRef f)
{
    LLVMTargetDataRef layout =
        LLVMGetModuleDataLayout(LLVMGetGlobalParent(f));
    unsigned long long bytes = 0;

    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b))
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
             i = LLVMGetNextInstruction(i)) {
            if (!LLVMIsAAllocaInst(i))
                continue;
            LLVMValueRef count = LLVMGetOperand(i, 0);
            if (!LLVMIsAConstantInt(count))
                return false;
            bytes += LLVMABISizeOfType(layout, LLVMGetAllocatedType(i)) *
                     LLVMConstIntGetZExtValue(count);
        }
    return bytes <= FRAME;
}

/* The one call that F's only use is, from another function. */
static LLVMValueRef only_call(LLVMValueRef f)
{
    LLVMUseRef use = LLVMGetFirstUse(f);
    LLVMValueRef call = use ? LLVMGetUser(use) : NULL;

    if (!call || LLVMGetNextUse(use) || !LLVMIsACallInst(call) ||
        LLVMGetCalledValue(call) != f ||
        LLVMGetTailCallKind(call) == LLVMTailCallKindMustTail)
        return NULL;
    LLVMValueRef caller =
        LLVMGetBasicBlockParent(LLVMGetInstructionParent(call));
    return caller == f ? NULL : call;
}

static bool pays(LLVMValueRef f, LLVMValueRef caller)
{
    const struct limits *most =
        has_attribute(caller, "minsize") ? &for_bytes : &for_speed;
    unsigned own = count_instructions(f);

    if (own <= most->small)
        return true;
    unsigned into = count_instructions(caller);
    return into <= most->any_into ||
           (own <= most->medium && into <= most->medium_into);
}

static bool belongs_to_caller(LLVMValueRef f)
{
    if (LLVMIsDeclaration(f) || LLVMGetLinkage(f) != LLVMInternalLinkage ||
        is_kept_apart(f))
        return false;
    LLVMValueRef call = only_call(f);
    if (!call)
        return false;
    LLVMValueRef caller =
        LLVMGetBasicBlockParent(LLVMGetInstructionParent(call));
    return !has_attribute(caller, "optnone") &&
           !has_attribute(caller, "optdebug") &&
           !has_attribute(caller, "naked") && same_code_generation(f, caller) &&
           is_frame_small(f) && pays(f, caller);
}

bool specialise_single(LLVMModuleRef m)
{
    bool found = false;

    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f))
        if (belongs_to_caller(f)) {
            add_attribute(f, "alwaysinline");
            found = true;
        }
    return found;
}
