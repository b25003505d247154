/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Removal of unreached edges and blocks in one function.
 *
 * Order matters: PHIs lose the incoming values of infeasible edges first, then
 * terminators lose the edges, then the unreached blocks go. After the first
 * step nothing in a reached block uses a value of an unreached one, since such
 * a value dominates no reached use but through a PHI.
 */
#include "specialise.h"

#include "instrument.h"
#include "llvm_shim.h"
#include "trap_table.h"

#include <string.h>

/* A PHI without the incoming values of infeasible edges. */
static void prune_phi(struct analysis *a, LLVMValueRef phi)
{
    LLVMBasicBlockRef block = LLVMGetInstructionParent(phi);
    unsigned n = LLVMCountIncoming(phi), kept = 0;
    for (unsigned k = 0; k < n; k++)
        kept += analysis_edge_feasible(a, LLVMGetIncomingBlock(phi, k), block);
    if (kept == n)
        return;
    LLVMBuilderRef b = LLVMCreateBuilderInContext(
        LLVMGetTypeContext(LLVMTypeOf(phi)));
    LLVMPositionBuilderBefore(b, phi);
    LLVMValueRef pruned = LLVMBuildPhi(b, LLVMTypeOf(phi), "");
    for (unsigned k = 0; k < n; k++) {
        LLVMBasicBlockRef from = LLVMGetIncomingBlock(phi, k);
        LLVMValueRef value = LLVMGetIncomingValue(phi, k);
        if (value == phi)
            value = pruned;
        if (analysis_edge_feasible(a, from, block))
            LLVMAddIncoming(pruned, &value, &from, 1);
    }
    LLVMReplaceAllUsesWith(phi, pruned);
    LLVMInstructionEraseFromParent(phi);
    LLVMDisposeBuilder(b);
}

static void prune_phis(struct analysis *a, LLVMBasicBlockRef block)
{
    LLVMValueRef i = LLVMGetFirstInstruction(block);
    while (i && LLVMIsAPHINode(i)) {
        LLVMValueRef next = LLVMGetNextInstruction(i);
        prune_phi(a, i);
        i = next;
    }
}

/* The function's block that control never enters, made on demand. */
static LLVMBasicBlockRef dead_block(LLVMValueRef f, LLVMBasicBlockRef *dead)
{
    if (*dead)
        return *dead;
    LLVMContextRef context = LLVMGetTypeContext(LLVMTypeOf(f));
    *dead = LLVMAppendBasicBlockInContext(context, f, "");
    LLVMBuilderRef b = LLVMCreateBuilderInContext(context);
    LLVMPositionBuilderAtEnd(b, *dead);
    LLVMBuildUnreachable(b);
    LLVMDisposeBuilder(b);
    return *dead;
}

static void end_in_trap(LLVMValueRef f, LLVMBasicBlockRef block,
                        enum trap_kind kind, LLVMValueRef site,
                        struct trap_table *traps)
{
    LLVMBuilderRef b =
        LLVMCreateBuilderInContext(LLVMGetTypeContext(LLVMTypeOf(f)));
    LLVMPositionBuilderAtEnd(b, block);
    trap_build(traps, b, f, location_for_call(f, site),
               trap_table_add(traps, kind, f, site));
    LLVMDisposeBuilder(b);
}

static LLVMBasicBlockRef trap_block(LLVMValueRef f, struct trap_table *traps,
                                    LLVMValueRef terminator)
{
    LLVMBasicBlockRef block =
        LLVMAppendBasicBlockInContext(LLVMGetTypeContext(LLVMTypeOf(f)), f, "");
    end_in_trap(f, block, TRAP_EDGE, terminator, traps);
    return block;
}

/* Several successors may be one block: it is one edge, and one trap. */
static void prune_terminator(struct analysis *a, LLVMValueRef f,
                             LLVMBasicBlockRef block, LLVMBasicBlockRef *dead,
                             struct trap_table *traps)
{
    LLVMValueRef t = LLVMGetBasicBlockTerminator(block);
    unsigned n = LLVMGetNumSuccessors(t);
    bool pruned[n ? n : 1];
    memset(pruned, 0, sizeof pruned);
    for (unsigned k = 0; k < n; k++) {
        LLVMBasicBlockRef to = LLVMGetSuccessor(t, k), end;
        if (pruned[k] || analysis_edge_feasible(a, block, to))
            continue;
        end = traps ? trap_block(f, traps, t) : dead_block(f, dead);
        for (unsigned i = k; i < n; i++)
            if (!pruned[i] && LLVMGetSuccessor(t, i) == to) {
                LLVMSetSuccessor(t, i, end);
                pruned[i] = true;
            }
    }
}

static void empty_block(LLVMBasicBlockRef block)
{
    LLVMValueRef i;
    while ((i = LLVMGetLastInstruction(block))) {
        if (LLVMGetFirstUse(i))
            LLVMReplaceAllUsesWith(i, LLVMGetPoison(LLVMTypeOf(i)));
        unispec_instruction_erase(i);
    }
}

/* A block that is still named is so by its address, for a computed goto. */
static void remove_block(LLVMValueRef f, LLVMBasicBlockRef block,
                         struct trap_table *traps)
{
    if (!traps || !LLVMGetFirstUse(LLVMBasicBlockAsValue(block))) {
        LLVMDeleteBasicBlock(block);
        return;
    }
    end_in_trap(f, block, TRAP_BLOCK, NULL, traps);
}

void specialise_blocks(struct analysis *a, LLVMValueRef f,
                       struct trap_table *traps)
{
    LLVMBasicBlockRef dead = NULL, next;
    LLVMBasicBlockRef first = LLVMGetFirstBasicBlock(f);
    unsigned n = LLVMCountBasicBlocks(f), i; /* those that are added not */
    LLVMBasicBlockRef b;
    for (b = first; b; b = LLVMGetNextBasicBlock(b))
        if (analysis_block_reached(a, b))
            prune_phis(a, b);
    for (b = first, i = 0; i < n; b = LLVMGetNextBasicBlock(b), i++)
        if (analysis_block_reached(a, b))
            prune_terminator(a, f, b, &dead, traps);
    for (b = first, i = 0; i < n; b = LLVMGetNextBasicBlock(b), i++)
        if (!analysis_block_reached(a, b))
            empty_block(b);
    for (b = first, i = 0; i < n; b = next, i++) {
        next = LLVMGetNextBasicBlock(b);
        if (!analysis_block_reached(a, b))
            remove_block(f, b, traps);
    }
}
