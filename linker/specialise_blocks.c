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

static void prune_terminator(struct analysis *a, LLVMValueRef f,
                             LLVMBasicBlockRef block, LLVMBasicBlockRef *dead)
{
    LLVMValueRef t = LLVMGetBasicBlockTerminator(block);
    for (unsigned k = 0, n = LLVMGetNumSuccessors(t); k < n; k++)
        if (!analysis_edge_feasible(a, block, LLVMGetSuccessor(t, k)))
            LLVMSetSuccessor(t, k, dead_block(f, dead));
}

static void empty_block(LLVMBasicBlockRef block)
{
    LLVMValueRef i;
    while ((i = LLVMGetLastInstruction(block))) {
        if (LLVMGetFirstUse(i))
            LLVMReplaceAllUsesWith(i, LLVMGetPoison(LLVMTypeOf(i)));
        LLVMInstructionEraseFromParent(i);
    }
}

void specialise_blocks(struct analysis *a, LLVMValueRef f)
{
    LLVMBasicBlockRef dead = NULL, next;
    LLVMBasicBlockRef first = LLVMGetFirstBasicBlock(f);
    for (LLVMBasicBlockRef b = first; b; b = LLVMGetNextBasicBlock(b))
        if (analysis_block_reached(a, b))
            prune_phis(a, b);
    for (LLVMBasicBlockRef b = first; b; b = LLVMGetNextBasicBlock(b))
        if (b != dead && analysis_block_reached(a, b))
            prune_terminator(a, f, b, &dead);
    for (LLVMBasicBlockRef b = first; b; b = LLVMGetNextBasicBlock(b))
        if (b != dead && !analysis_block_reached(a, b))
            empty_block(b);
    for (LLVMBasicBlockRef b = first; b; b = next) {
        next = LLVMGetNextBasicBlock(b);
        if (b != dead && !analysis_block_reached(a, b))
            LLVMDeleteBasicBlock(b);
    }
}
