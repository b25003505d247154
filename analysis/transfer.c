/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What one instruction of a reached block does to the state. visit_ runs once,
 * when its block is reached; update_ runs then and again each time that an
 * operand's set has grown.
 */
#include "solver.h"

static struct reason used_at(LLVMValueRef i)
{
    LLVMBasicBlockRef block = LLVMGetInstructionParent(i);
    return (struct reason){EDGE_ADDRESS, LLVMGetBasicBlockParent(block), i,
                           NULL};
}

static void update_branch(struct analysis *a, LLVMValueRef i)
{
    LLVMBasicBlockRef from = LLVMGetInstructionParent(i);
    if (!LLVMIsConditional(i)) {
        reach_edge(a, from, LLVMGetSuccessor(i, 0));
        return;
    }
    struct vset s = value_of(a, LLVMGetCondition(i));
    if (vset_contains(&s, 1))
        reach_edge(a, from, LLVMGetSuccessor(i, 0));
    if (vset_contains(&s, 0))
        reach_edge(a, from, LLVMGetSuccessor(i, 1));
    vset_free(&s);
}

/* The default is feasible when some member of the set has no case. */
static void update_switch(struct analysis *a, LLVMValueRef i)
{
    LLVMBasicBlockRef from = LLVMGetInstructionParent(i);
    struct vset s = value_of(a, LLVMGetOperand(i, 0));
    if (!is_tracked(LLVMGetOperand(i, 0)))
        vset_make_any(&s);
    uint32_t matched = 0;
    for (unsigned k = 1, n = LLVMGetNumSuccessors(i); k < n; k++) {
        LLVMValueRef value = LLVMGetSwitchCaseValue(i, k);
        if (s.any ||
            vset_contains(&s, LLVMConstIntGetZExtValue(value))) {
            matched++;
            reach_edge(a, from, LLVMGetSuccessor(i, k));
        }
    }
    if (s.any || matched < s.count)
        reach_edge(a, from, LLVMGetSuccessor(i, 0));
    vset_free(&s);
}

static void update_terminator(struct analysis *a, LLVMValueRef i)
{
    LLVMBasicBlockRef from = LLVMGetInstructionParent(i);
    for (unsigned k = 0, n = LLVMGetNumSuccessors(i); k < n; k++)
        reach_edge(a, from, LLVMGetSuccessor(i, k));
}

/* Results flow to the calls of the function. */
static void update_return(struct analysis *a, LLVMValueRef i)
{
    if (LLVMGetNumOperands(i) == 0 || !is_tracked(LLVMGetOperand(i, 0)))
        return;
    LLVMValueRef f = LLVMGetBasicBlockParent(LLVMGetInstructionParent(i));
    struct vset s = value_of(a, LLVMGetOperand(i, 0));
    struct entity *e = entity_of(a, f);
    if (vset_merge(&e->result, &s))
        for (ptrdiff_t k = 0; k < arrlen(e->callers); k++)
            arrput(a->instructions_todo, e->callers[k]);
    vset_free(&s);
}

static void mention_phi(struct analysis *a, LLVMValueRef phi)
{
    LLVMBasicBlockRef block = LLVMGetInstructionParent(phi);
    for (unsigned k = 0, n = LLVMCountIncoming(phi); k < n; k++)
        if (analysis_edge_feasible(a, LLVMGetIncomingBlock(phi, k), block))
            mention(a, LLVMGetIncomingValue(phi, k), used_at(phi));
}

void update_instruction(struct analysis *a, LLVMValueRef i)
{
    switch (LLVMGetInstructionOpcode(i)) {
    case LLVMBr:
        update_branch(a, i);
        return;
    case LLVMSwitch:
        update_switch(a, i);
        return;
    case LLVMRet:
        update_return(a, i);
        return;
    case LLVMCall:
        update_call(a, i);
        return;
    case LLVMInvoke:
    case LLVMCallBr:
        update_call(a, i);
        update_terminator(a, i);
        return;
    case LLVMPHI:
        mention_phi(a, i);
        break;
    default:
        if (LLVMIsATerminatorInst(i)) {
            update_terminator(a, i);
            return;
        }
    }
    if (is_tracked(i)) {
        struct vset s = evaluate(a, i);
        grow_value(a, i, &s);
        vset_free(&s);
    }
}

void visit_instruction(struct analysis *a, LLVMValueRef i)
{
    a->instructions_visited++;
    if (is_call(i)) {
        visit_call(a, i);
    } else if (!LLVMIsAPHINode(i)) {
        struct reason why = used_at(i);
        for (int k = 0, n = LLVMGetNumOperands(i); k < n; k++) {
            LLVMValueRef operand = LLVMGetOperand(i, k);
            if (LLVMIsAConstant(operand))
                mention(a, operand, why);
        }
    }
    if (LLVMGetInstructionOpcode(i) == LLVMFRem)
        visit_remainder(a, i);
    update_instruction(a, i);
}
