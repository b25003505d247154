/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Counts source lines: those that have code in the module, and those of them
 * that have code in a reached block.
 */
#include "audit_lines.h"

#include <llvm-c/DebugInfo.h>
#include <stb/stb_ds.h>

struct line {
    LLVMMetadataRef file;
    uint64_t number;
};

struct line_set {
    struct line key;
    bool value; /* reached */
};

static struct line line_of(LLVMValueRef i)
{
    LLVMMetadataRef at = LLVMInstructionGetDebugLoc(i);
    if (!at || !LLVMDILocationGetLine(at))
        return (struct line){0};
    return (struct line){LLVMDIScopeGetFile(LLVMDILocationGetScope(at)),
                         LLVMDILocationGetLine(at)};
}

static void add_block(struct line_set **set, LLVMBasicBlockRef b, bool reached)
{
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
         i = LLVMGetNextInstruction(i)) {
        struct line l = line_of(i);
        if (l.file && (reached || hmgeti(*set, l) < 0))
            hmput(*set, l, reached);
    }
}

struct line_totals count_lines(const struct analysis *a, LLVMModuleRef m)
{
    struct line_set *set = NULL;
    for (LLVMValueRef f = LLVMGetFirstFunction(m); f; f = LLVMGetNextFunction(f))
        for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
             b = LLVMGetNextBasicBlock(b))
            add_block(&set, b, analysis_block_reached(a, b));
    struct line_totals totals = {.total = hmlenu(set)};
    for (ptrdiff_t i = 0; i < hmlen(set); i++)
        totals.kept += set[i].value;
    hmfree(set);
    return totals;
}
