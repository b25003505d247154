/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The order of variables with an initialiser: the one with most zeros at its end
 * comes last, where they need no bytes of the file (image_trim.c). The code
 * generator writes variables in the order of the module.
 */
#include "specialise.h"

#include "llvm_shim.h"

#include <llvm-c/Target.h>

static unsigned long long zeros_at_end(LLVMTargetDataRef layout,
                                       LLVMValueRef value);

/* Of an aggregate with COUNT elements. */
static unsigned long long zeros_of_parts(LLVMTargetDataRef layout,
                                         LLVMValueRef value, unsigned count)
{
    LLVMTypeRef type = LLVMTypeOf(value);
    unsigned long long size = LLVMABISizeOfType(layout, type);

    while (count-- > 0) {
        LLVMValueRef part = LLVMGetAggregateElement(value, count);
        unsigned long long at, all, zeros;
        if (!part)
            return 0;
        all = LLVMABISizeOfType(layout, LLVMTypeOf(part));
        at = LLVMGetTypeKind(type) == LLVMStructTypeKind
                 ? LLVMOffsetOfElement(layout, type, count)
                 : count * all;
        zeros = zeros_at_end(layout, part);
        if (zeros < all)
            return size - at - all + zeros;
    }
    return size;
}

static unsigned long long zeros_at_end(LLVMTargetDataRef layout,
                                       LLVMValueRef value)
{
    LLVMTypeRef type = LLVMTypeOf(value);

    if (LLVMIsNull(value) || LLVMIsUndef(value))
        return LLVMABISizeOfType(layout, type);
    switch (LLVMGetTypeKind(type)) {
    case LLVMStructTypeKind:
        return zeros_of_parts(layout, value, LLVMCountStructElementTypes(type));
    case LLVMArrayTypeKind:
        return zeros_of_parts(layout, value,
                              (unsigned)LLVMGetArrayLength2(type));
    default:
        return 0; /* bytes of a number, if it is one: few */
    }
}

void specialise_order(LLVMModuleRef m)
{
    LLVMTargetDataRef layout = LLVMGetModuleDataLayout(m);
    unsigned long long best = 0;
    LLVMValueRef last = NULL;

    for (LLVMValueRef g = LLVMGetFirstGlobal(m); g; g = LLVMGetNextGlobal(g)) {
        LLVMValueRef value = LLVMGetInitializer(g);
        const char *section = LLVMGetSection(g);
        unsigned long long zeros;
        if (!value || LLVMIsGlobalConstant(g) || LLVMIsThreadLocal(g) ||
            (section && *section) || LLVMIsNull(value))
            continue;
        zeros = zeros_at_end(layout, value);
        if (zeros > best) {
            best = zeros;
            last = g;
        }
    }
    if (last)
        unispec_global_move_last(last);
}
