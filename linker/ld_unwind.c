/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Drops the request for unwind tables from every function of the merged
 * module. Objects of the plugin have none; plain `clang -flto` puts it on each
 * function, and one such object would bring .eh_frame into the image. Nothing
 * reads the tables there: an unwinder would be code of the program that refers
 * to _Unwind_ functions, and with such code they stay.
 */
#include "ld_options.h"

static bool has_unwinder(LLVMModuleRef m)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f)) {
        size_t n;
        if (str_starts(LLVMGetValueName2(f, &n), "_Unwind_"))
            return true;
    }
    return false;
}

void unwind_tables_drop(LLVMModuleRef m)
{
    unsigned kind = LLVMGetEnumAttributeKindForName("uwtable", 7);

    if (has_unwinder(m))
        return;
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f;
         f = LLVMGetNextFunction(f))
        LLVMRemoveEnumAttributeAtIndex(f, LLVMAttributeFunctionIndex, kind);
}
