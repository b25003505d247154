/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* See instrument.h. */
#include "instrument.h"

#include "llvm_shim.h"

#include <llvm-c/DebugInfo.h>
#include <string.h>

static unsigned kind_of(const char *attribute)
{
    return LLVMGetEnumAttributeKindForName(attribute, strlen(attribute));
}

bool has_attribute(LLVMValueRef f, const char *name)
{
    return LLVMGetEnumAttributeAtIndex(f, LLVMAttributeFunctionIndex,
                                       kind_of(name));
}

void add_attribute(LLVMValueRef f, const char *name)
{
    LLVMContextRef context = LLVMGetTypeContext(LLVMTypeOf(f));
    LLVMAddAttributeAtIndex(f, LLVMAttributeFunctionIndex,
                            LLVMCreateEnumAttribute(context, kind_of(name), 0));
}

LLVMMetadataRef location_for_call(LLVMValueRef function, LLVMValueRef near)
{
    LLVMMetadataRef at = near ? LLVMInstructionGetDebugLoc(near) : NULL;
    LLVMMetadataRef scope = LLVMGetSubprogram(function);
    if (at || !scope)
        return at;
    return LLVMDIBuilderCreateDebugLocation(
        LLVMGetTypeContext(LLVMTypeOf(function)), 0, 0, scope, NULL);
}

static const char *const promises[] = {"memory", "willreturn", "speculatable"};
enum { PROMISES = sizeof promises / sizeof *promises };

static void forget_at_call(LLVMValueRef i, const unsigned *kinds)
{
    if (LLVMIsACallInst(i) || LLVMIsAInvokeInst(i))
        for (int k = 0; k < PROMISES; k++)
            LLVMRemoveCallSiteEnumAttribute(i, LLVMAttributeFunctionIndex,
                                            kinds[k]);
}

void forget_promises(LLVMValueRef f)
{
    unsigned kinds[PROMISES];
    for (int k = 0; k < PROMISES; k++) {
        kinds[k] = kind_of(promises[k]);
        LLVMRemoveEnumAttributeAtIndex(f, LLVMAttributeFunctionIndex, kinds[k]);
    }
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b))
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
             i = LLVMGetNextInstruction(i)) {
            unispec_forget_poison(i);
            forget_at_call(i, kinds);
        }
}

LLVMValueRef first_place(LLVMBasicBlockRef b)
{
    LLVMValueRef i = LLVMGetFirstInstruction(b);
    while (LLVMIsAPHINode(i) || LLVMIsAAllocaInst(i) ||
           LLVMIsALandingPadInst(i))
        i = LLVMGetNextInstruction(i);
    return i;
}

bool is_indirect_call(LLVMValueRef i)
{
    if (!LLVMIsACallInst(i) && !LLVMIsAInvokeInst(i))
        return false;
    LLVMValueRef called = LLVMGetCalledValue(i);
    return !LLVMIsAConstant(called) && !LLVMIsAInlineAsm(called);
}
