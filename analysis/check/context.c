/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One function in one context: every reached block, every instruction in it,
 * every edge out of it that can be taken.
 */
#include "check.h"

#include <stdlib.h>
#include <string.h>

static void locals_make(struct check *k, uint32_t count)
{
    uint32_t size = 16;
    while (size < 2 * count + 2)
        size *= 2;
    if (size > k->locals.mask + 1 || !k->locals.keys) {
        free(k->locals.keys);
        free(k->locals.first);
        k->locals.keys = malloc(size * sizeof *k->locals.keys);
        k->locals.first = malloc(size * sizeof *k->locals.first);
        if (!k->locals.keys || !k->locals.first)
            abort();
    }
    k->locals.mask = size - 1;
    memset(k->locals.keys, 0, size * sizeof *k->locals.keys);
}

static uint32_t locals_add(struct check *k, LLVMValueRef v, uint32_t number)
{
    unsigned n = layout_count(k, LLVMTypeOf(v));
    if (!n)
        return number;
    uint32_t h = (uint32_t)(((uintptr_t)v >> 4) * 0x9e3779b1u);
    h &= k->locals.mask;
    while (k->locals.keys[h])
        h = (h + 1) & k->locals.mask;
    k->locals.keys[h] = v;
    k->locals.first[h] = number;
    return number + n;
}

/* Numbers the function's values as certificate.h says. */
static bool number_values(struct check *k, LLVMValueRef f)
{
    uint32_t number = 0, blocks = 0;
    locals_make(k, k->at.value_count);
    hmfree(k->blocks);
    for (LLVMValueRef p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p))
        number = locals_add(k, p, number);
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b)) {
        hmput(k->blocks, b, blocks);
        blocks++;
        for (LLVMValueRef i = LLVMGetFirstInstruction(b);
             i && number <= k->at.value_count; i = LLVMGetNextInstruction(i))
            number = locals_add(k, i, number);
    }
    LLVMTypeRef type = LLVMGetReturnType(LLVMGlobalGetValueType(f));
    return number == k->at.value_count && blocks == k->at.block_count &&
           layout_count(k, type) == k->at.result_count;
}

static void includes(struct check *k, value d, value s, const char *rule)
{
    demand(k, value_includes(k, d, s), rule, "the result lacks an operand");
}

static void check_copy(struct check *k, LLVMValueRef i)
{
    LLVMValueRef from = LLVMGetOperand(i, 0);
    LLVMTypeRef type = LLVMTypeOf(i), source = LLVMTypeOf(from);
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    bool scalar = kind == LLVMIntegerTypeKind || kind == LLVMPointerTypeKind;
    LLVMOpcode opcode = LLVMGetInstructionOpcode(i);
    if (opcode == LLVMFreeze) {
        for (unsigned l = layout_count(k, type); l--;)
            includes(k, result_value(k, i, l), operand_value(k, from, l),
                     "copy");
        return;
    }
    bool spaces =
        (kind == LLVMPointerTypeKind && LLVMGetPointerAddressSpace(type)) ||
        (LLVMGetTypeKind(source) == LLVMPointerTypeKind &&
         LLVMGetPointerAddressSpace(source));
    bool narrow = (opcode == LLVMPtrToInt || opcode == LLVMPtrToAddr) &&
                  integer_width(type) != 64;
    if (!scalar || spaces || narrow)
        check_mix(k, i, 1);
    else
        includes(k, result_value(k, i, 0), operand_value(k, from, 0), "copy");
}

/* An instruction that makes a number out of its operands. */
void check_mix(struct check *k, LLVMValueRef i, int operands)
{
    for (unsigned l = layout_count(k, LLVMTypeOf(i)); l--;) {
        value d = result_value(k, i, l);
        demand(k, d.any, "mix", "the result is not any number");
        for (int n = 0; n < operands; n++) {
            LLVMValueRef v = LLVMGetOperand(i, (unsigned)n);
            for (unsigned m = layout_count(k, LLVMTypeOf(v)); m--;)
                demand(k, value_laundered(k, d, operand_value(k, v, m)), "mix",
                       "pieces of an address are lost");
        }
    }
}

static void check_select(struct check *k, LLVMValueRef i)
{
    LLVMValueRef condition = LLVMGetOperand(i, 0);
    value c = integer_width(LLVMTypeOf(condition))
                  ? operand_value(k, condition, 0)
                  : value_any();
    for (unsigned l = layout_count(k, LLVMTypeOf(i)); l--;)
        for (unsigned n = 1; n <= 2; n++)
            if (value_has(c, n == 1))
                includes(k, result_value(k, i, l),
                         operand_value(k, LLVMGetOperand(i, n), l), "select");
}

static void check_alloca(struct check *k, LLVMValueRef i)
{
    value d = result_value(k, i, 0);
    bool world = value_is_world(k, d), found = false;
    for (uint32_t n = 0; n < d.target_count && !found; n++) {
        target t = k->targets[d.targets[n]];
        const struct certificate_object *o = &k->objects[t.object].o;
        found = o->kind == CERTIFIED_STACK && o->origin == i && !t.offset &&
                !t.stride;
    }
    for (uint32_t n = 0; n < arrlenu(k->objects) && world && !found; n++)
        found = k->objects[n].o.kind == CERTIFIED_STACK &&
                k->objects[n].o.origin == i && k->objects[n].o.world;
    demand(k, found, "allocation", "the result lacks the variable");
}

/* The leaves of the part of TYPE that the indices of I name. */
static unsigned part_of(struct check *k, LLVMValueRef i, LLVMTypeRef type,
                        unsigned *count)
{
    const unsigned *path = LLVMGetIndices(i);
    unsigned first = 0;
    for (unsigned n = 0; n < LLVMGetNumIndices(i); n++) {
        if (LLVMGetTypeKind(type) == LLVMArrayTypeKind) {
            type = LLVMGetElementType(type);
            first += path[n] * layout_count(k, type);
            continue;
        }
        for (unsigned f = 0; f < path[n]; f++)
            first += layout_count(k, LLVMStructGetTypeAtIndex(type, f));
        type = LLVMStructGetTypeAtIndex(type, path[n]);
    }
    *count = layout_count(k, type);
    return first;
}

static void check_part(struct check *k, LLVMValueRef i, bool insert)
{
    LLVMValueRef whole = LLVMGetOperand(i, 0);
    LLVMTypeRef type = LLVMTypeOf(whole);
    if (layout_bytewise(k, type)) {
        check_mix(k, i, insert ? 2 : 1);
        return;
    }
    unsigned count, first = part_of(k, i, type, &count);
    if (!insert) {
        for (unsigned l = 0; l < count; l++)
            includes(k, result_value(k, i, l),
                     operand_value(k, whole, first + l), "copy");
        return;
    }
    LLVMValueRef part = LLVMGetOperand(i, 1);
    for (unsigned l = layout_count(k, type); l--;) {
        bool inside = l >= first && l < first + count;
        includes(k, result_value(k, i, l),
                 inside ? operand_value(k, part, l - first)
                        : operand_value(k, whole, l),
                 "copy");
    }
}

static void check_return(struct check *k, LLVMValueRef i)
{
    if (!LLVMGetNumOperands(i))
        return;
    LLVMValueRef v = LLVMGetOperand(i, 0);
    for (unsigned l = layout_count(k, LLVMTypeOf(v)); l--;)
        includes(k, value_at(k, k->at.results + l), operand_value(k, v, l),
                 "return");
}

/* Successor NUMBER of BLOCK can be next. */
static void need_edge(struct check *k, uint32_t block, unsigned number,
                      const char *rule)
{
    demand(k, certificate_edge_feasible(k->c, k->context, block, number), rule,
           "a successor is not reached");
}

static void check_switch(struct check *k, LLVMValueRef i, uint32_t block)
{
    LLVMValueRef on = LLVMGetOperand(i, 0);
    value v = operand_value(k, on, 0);
    unsigned n = LLVMGetNumSuccessors(i);
    if (v.any || v.target_count || integer_width(LLVMTypeOf(on)) > 64) {
        while (n--)
            need_edge(k, block, n, "switch");
        return;
    }
    for (uint32_t m = 0; m < v.integer_count; m++) {
        unsigned taken = 0;
        for (unsigned s = 1; s < n && !taken; s++) {
            LLVMValueRef c = LLVMGetSwitchCaseValue(i, s);
            if (LLVMConstIntGetZExtValue(c) == v.integers[m])
                taken = s;
        }
        need_edge(k, block, taken, "switch");
    }
}

static void check_branch(struct check *k, LLVMValueRef i, uint32_t block)
{
    value v = operand_value(k, LLVMGetCondition(i), 0);
    if (v.target_count || value_has(v, 1))
        need_edge(k, block, 0, "branch");
    if (v.target_count || value_has(v, 0))
        need_edge(k, block, 1, "branch");
}

/* What has come over the edge from BLOCK to its successor TO. */
static void check_edge(struct check *k, LLVMBasicBlockRef from,
                       LLVMBasicBlockRef to)
{
    uint32_t number = hmget(k->blocks, to);
    demand(k, certificate_block_reached(k->c, k->context, number), "branch",
           "a block is not reached");
    demand(k, analysis_edge_feasible(k->c->analysis, from, to), "branch",
           "an edge counts as not taken");
    LLVMValueRef first = LLVMGetFirstInstruction(to);
    if (!first || !LLVMIsAPHINode(first))
        return;
    unsigned at = 0, n = LLVMCountIncoming(first);
    for (LLVMValueRef phi = first; phi && LLVMIsAPHINode(phi);
         phi = LLVMGetNextInstruction(phi)) {
        /* Nearly always all of them list the blocks in one order. */
        if (at >= n || LLVMGetIncomingBlock(phi, at) != from)
            for (at = 0; at < n && LLVMGetIncomingBlock(phi, at) != from;)
                at++;
        if (at == n) {
            violation_at(k, "phi", "no value comes over an edge");
            return;
        }
        k->instruction = phi;
        LLVMValueRef v = LLVMGetIncomingValue(phi, at);
        if (LLVMIsAConstant(v))
            check_mention(k, v);
        for (unsigned l = layout_count(k, LLVMTypeOf(phi)); l--;)
            includes(k, result_value(k, phi, l), operand_value(k, v, l), "phi");
    }
}

static void check_terminator(struct check *k, LLVMValueRef i, uint32_t block)
{
    LLVMBasicBlockRef from = LLVMGetInstructionParent(i);
    unsigned n = LLVMGetNumSuccessors(i);
    switch (LLVMGetInstructionOpcode(i)) {
    case LLVMSwitch:
        check_switch(k, i, block);
        break;
    case LLVMBr:
        if (LLVMIsConditional(i)) {
            check_branch(k, i, block);
            break;
        }
        /* fall through */
    case LLVMInvoke:
    case LLVMCallBr:
    case LLVMIndirectBr:
        for (unsigned s = 0; s < n; s++)
            need_edge(k, block, s, "branch");
        break;
    case LLVMRet:
    case LLVMUnreachable:
    case LLVMResume:
        break;
    default:
        violation_at(k, "unknown", "an unknown terminator");
    }
    for (unsigned s = 0; s < n; s++)
        if (certificate_edge_feasible(k->c, k->context, block, s))
            check_edge(k, from, LLVMGetSuccessor(i, s));
}

static void mention_operands(struct check *k, LLVMValueRef i)
{
    for (int n = 0, end = LLVMGetNumOperands(i); n < end; n++) {
        LLVMValueRef v = LLVMGetOperand(i, (unsigned)n);
        if (LLVMIsAConstant(v))
            check_mention(k, v);
    }
}

/* What optimisation is told of I has all that I may be here. */
static void check_answers(struct check *k, LLVMValueRef i)
{
    LLVMTypeRef type = LLVMTypeOf(i);
    unsigned width = integer_width(type);
    if (width && width <= 64) {
        value v = result_value(k, i, 0);
        struct vset s = analysis_values(k->c->analysis, i);
        value told = {
            .any = s.any, .integers = s.items, .integer_count = s.count};
        demand(k, s.any || (!v.target_count && value_has_integers(told, v)),
               "answer", "a number is not among the answers");
    } else if (LLVMGetTypeKind(type) == LLVMPointerTypeKind &&
               analysis_is_null(k->c->analysis, i)) {
        value v = result_value(k, i, 0);
        demand(k,
               !v.target_count &&
                   value_has_integers(
                       (value){.integers = (uint64_t[]){0}, .integer_count = 1},
                       v),
               "answer", "a pointer counts as NULL");
    }
}

static void check_instruction(struct check *k, LLVMValueRef i)
{
    LLVMOpcode opcode = LLVMGetInstructionOpcode(i);
    if (opcode != LLVMCall && opcode != LLVMInvoke && opcode != LLVMCallBr &&
        opcode != LLVMPHI)
        mention_operands(k, i);
    switch (opcode) {
    case LLVMAlloca:
        check_alloca(k, i);
        break;
    case LLVMLoad:
        check_load(k, i);
        break;
    case LLVMStore:
        check_store(k, i);
        break;
    case LLVMAtomicRMW:
    case LLVMAtomicCmpXchg:
        check_exchange(k, i);
        break;
    case LLVMGetElementPtr:
        check_address(k, i);
        break;
    case LLVMSelect:
        check_select(k, i);
        break;
    case LLVMExtractValue:
        check_part(k, i, false);
        break;
    case LLVMInsertValue:
        check_part(k, i, true);
        break;
    case LLVMCall:
    case LLVMInvoke:
    case LLVMCallBr:
        check_call(k, i);
        break;
    case LLVMRet:
        check_return(k, i);
        break;
    case LLVMFreeze:
    case LLVMBitCast:
    case LLVMAddrSpaceCast:
    case LLVMIntToPtr:
    case LLVMPtrToInt:
    case LLVMPtrToAddr:
        check_copy(k, i);
        break;
    case LLVMTrunc:
    case LLVMZExt:
    case LLVMSExt:
        check_cast(k, i);
        break;
    case LLVMAdd:
    case LLVMSub:
    case LLVMMul:
    case LLVMUDiv:
    case LLVMSDiv:
    case LLVMURem:
    case LLVMSRem:
    case LLVMShl:
    case LLVMLShr:
    case LLVMAShr:
    case LLVMAnd:
    case LLVMOr:
    case LLVMXor:
        check_binary(k, i);
        break;
    case LLVMICmp:
        check_compare(k, i);
        break;
    case LLVMFCmp:
        demand(k, result_value(k, i, 0).any, "compare",
               "the result is not any number");
        break;
    case LLVMFRem:
        check_remainder(k, i);
        /* fall through */
    case LLVMFNeg:
    case LLVMFAdd:
    case LLVMFSub:
    case LLVMFMul:
    case LLVMFDiv:
    case LLVMFPTrunc:
    case LLVMFPExt:
    case LLVMFPToUI:
    case LLVMFPToSI:
    case LLVMUIToFP:
    case LLVMSIToFP:
    case LLVMExtractElement:
    case LLVMInsertElement:
    case LLVMShuffleVector:
    case LLVMVAArg:
    case LLVMLandingPad:
        check_mix(k, i, LLVMGetNumOperands(i));
        break;
    case LLVMPHI:
    case LLVMFence:
        break;
    default:
        if (!LLVMIsATerminatorInst(i))
            violation_at(k, "unknown", "an unknown instruction");
    }
    if (opcode != LLVMStore)
        check_answers(k, i);
}

static void check_block(struct check *k, LLVMBasicBlockRef b, uint32_t number)
{
    demand(k, analysis_block_reached(k->c->analysis, b), "branch",
           "a block counts as not reached");
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
         i = LLVMGetNextInstruction(i)) {
        k->instruction = i;
        check_instruction(k, i);
        if (LLVMIsATerminatorInst(i))
            check_terminator(k, i, number);
    }
}

void check_context(struct check *k, uint32_t context)
{
    k->context = context;
    k->at = certificate_context(k->c, context);
    k->instruction = NULL;
    LLVMValueRef f = k->at.function;
    if (!number_values(k, f)) {
        violation_at(k, "unknown",
                     "the function's values are numbered otherwise");
        return;
    }
    demand(k, certificate_block_reached(k->c, context, 0), "direct_call",
           "the function's entry is not reached");
    for (LLVMValueRef p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p))
        check_answers(k, p);
    uint32_t number = 0;
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b), number++)
        if (certificate_block_reached(k->c, context, number))
            check_block(k, b, number);
}
