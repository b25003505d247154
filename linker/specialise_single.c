/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Functions that only one call is left of. LLVM's inliner leaves them where the
 * call is on a cold path, or became the last one too late. Where bytes come
 * first
 * (-Oz) they become part of the caller, unless that is so large that its
 * branches get longer and its registers rare, or the callee needs a frame that
 * other paths through the caller, which may recurse, would then have.
 */
#include "specialise.h"

#include <llvm-c/Target.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <string.h>

enum {
    SMALL = 60,   /* instructions: into any caller */
    MEDIUM = 100, /* into one of up to ... */
    MEDIUM_INTO = 1000,
    ANY_INTO = 300, /* whatever its own size */
    FRAME = 64,     /* bytes of variables in memory */
};

static unsigned attribute_kind(const char *name)
{
    return LLVMGetEnumAttributeKindForName(name, strlen(name));
}

static bool has_attribute(LLVMValueRef f, const char *name)
{
    return LLVMGetEnumAttributeAtIndex(f, LLVMAttributeFunctionIndex,
                                       attribute_kind(name));
}

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
static bool same_code_generation(LLVMValueRef f, LLVMValueRef g)
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

static bool is_kept_apart(LLVMValueRef f)
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

static unsigned count_instructions(LLVMValueRef f)
{
    unsigned n = 0;

    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b))
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
             i = LLVMGetNextInstruction(i))
            n++;
    return n;
}

static bool is_frame_small(LLVMTargetDataRef layout, LLVMValueRef f)
{
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
    unsigned own = count_instructions(f);

    if (own <= SMALL)
        return true;
    unsigned into = count_instructions(caller);
    return into <= ANY_INTO || (own <= MEDIUM && into <= MEDIUM_INTO);
}

static bool belongs_to_caller(LLVMTargetDataRef layout, LLVMValueRef f)
{
    if (LLVMIsDeclaration(f) || LLVMGetLinkage(f) != LLVMInternalLinkage ||
        is_kept_apart(f))
        return false;
    LLVMValueRef call = only_call(f);
    if (!call)
        return false;
    LLVMValueRef caller =
        LLVMGetBasicBlockParent(LLVMGetInstructionParent(call));
    return has_attribute(caller, "minsize") &&
           !has_attribute(caller, "optnone") &&
           !has_attribute(caller, "optdebug") &&
           !has_attribute(caller, "naked") && same_code_generation(f, caller) &&
           is_frame_small(layout, f) && pays(f, caller);
}

void specialise_single(LLVMModuleRef m)
{
    LLVMTargetDataRef layout = LLVMGetModuleDataLayout(m);
    LLVMAttributeRef inlined = LLVMCreateEnumAttribute(
        LLVMGetModuleContext(m), attribute_kind("alwaysinline"), 0);

    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f))
        if (belongs_to_caller(layout, f))
            LLVMAddAttributeAtIndex(f, LLVMAttributeFunctionIndex, inlined);
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMErrorRef error = LLVMRunPasses(m, "always-inline", NULL, options);
    if (error)
        LLVMConsumeError(error);
    LLVMDisposePassBuilderOptions(options);
}
