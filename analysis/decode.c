/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A function's body as a list of operations on local values, made once when
 * the function is reached. A local value is one leaf of a parameter or of an
 * instruction's result; all instances of the function share the list.
 */
#include "solver.h"

#include <stdlib.h>
#include <string.h>

#define ZERO_BITS_DEPTH 6 /* operations that are looked through */

bool is_call(LLVMValueRef i)
{
    return LLVMIsACallInst(i) || LLVMIsAInvokeInst(i) || LLVMIsACallBrInst(i);
}

unsigned width_of_type(LLVMTypeRef type)
{
    return LLVMGetTypeKind(type) == LLVMIntegerTypeKind
               ? LLVMGetIntTypeWidth(type)
               : 0;
}

static unsigned add_leaves(struct analysis *a, LLVMTypeRef type,
                           struct leaf *leaves, unsigned count, uint64_t at)
{
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    if (kind == LLVMStructTypeKind) {
        for (unsigned i = 0, n = LLVMCountStructElementTypes(type); i < n; i++)
            count = add_leaves(a, LLVMStructGetTypeAtIndex(type, i), leaves,
                               count,
                               at + LLVMOffsetOfElement(a->layout, type, i));
        return count;
    }
    if (kind == LLVMArrayTypeKind) {
        LLVMTypeRef element = LLVMGetElementType(type);
        uint64_t step = LLVMABISizeOfType(a->layout, element);
        for (uint64_t i = 0, n = LLVMGetArrayLength2(type);
             i < n && count <= LEAVES_MAX; i++)
            count = add_leaves(a, element, leaves, count, at + i * step);
        return count;
    }
    if (count >= LEAVES_MAX)
        return LEAVES_MAX + 1;
    struct leaf leaf = {(uint32_t)at,
                        (uint32_t)LLVMStoreSizeOfType(a->layout, type), 1};
    if (kind == LLVMVectorTypeKind) {
        LLVMTypeRef element = LLVMGetElementType(type);
        uint32_t size = (uint32_t)LLVMStoreSizeOfType(a->layout, element);
        if (size >= 8 || LLVMGetTypeKind(element) == LLVMPointerTypeKind) {
            leaf.size = size;
            leaf.repeat = LLVMGetVectorSize(type);
        }
    }
    leaves[count] = leaf;
    return count + 1;
}

/*
 * The scalar parts of a value of TYPE; leaves has room for LEAVES_MAX. A value
 * with more of them is one leaf of one byte, repeated.
 */
unsigned leaves_of(struct analysis *a, LLVMTypeRef type, struct leaf *leaves)
{
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    if (kind == LLVMVoidTypeKind || kind == LLVMLabelTypeKind ||
        kind == LLVMMetadataTypeKind || kind == LLVMTokenTypeKind ||
        kind == LLVMFunctionTypeKind)
        return 0;
    unsigned count = add_leaves(a, type, leaves, 0, 0);
    if (count <= LEAVES_MAX)
        return count;
    leaves[0] = (struct leaf){
        0, 1, (uint32_t)LLVMStoreSizeOfType(a->layout, type)};
    return 1;
}

static unsigned leaf_count(struct analysis *a, LLVMTypeRef type)
{
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    if (kind == LLVMVoidTypeKind)
        return 0;
    if (kind == LLVMIntegerTypeKind || kind == LLVMPointerTypeKind)
        return 1;
    struct leaf leaves[LEAVES_MAX];
    return leaves_of(a, type, leaves);
}

struct decoder {
    struct analysis *a;
    struct function_body *body;
    struct {
        LLVMBasicBlockRef key;
        uint32_t value;
    } *block_index;
    struct {
        uint64_t key;
        uint32_t value;
    } *flow_index;
};

static operand operand_of(struct decoder *d, LLVMValueRef v)
{
    if (LLVMIsAConstant(v))
        return OPERAND_CONSTANT | constant_nodes(d->a, v);
    ptrdiff_t i = hmgeti(d->a->locals, v);
    return i < 0 ? OPERAND_NONE : d->a->locals[i].value;
}

static void number_value(struct decoder *d, LLVMValueRef v)
{
    unsigned n = leaf_count(d->a, LLVMTypeOf(v));
    if (!n)
        return;
    hmput(d->a->locals, v, d->body->values);
    d->body->values += n;
}

static void number_values(struct decoder *d, LLVMValueRef f)
{
    for (LLVMValueRef p = LLVMGetFirstParam(f); p; p = LLVMGetNextParam(p)) {
        arrput(d->body->parameters, d->body->values);
        number_value(d, p);
        d->body->parameter_count++;
    }
    arrput(d->body->parameters, d->body->values);
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
         b = LLVMGetNextBasicBlock(b)) {
        struct block block = {.block = b};
        hmput(d->block_index, b, (uint32_t)arrlen(d->body->blocks));
        arrput(d->body->blocks, block);
        for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
             i = LLVMGetNextInstruction(i))
            number_value(d, i);
    }
}

static bool is_metadata(LLVMValueRef v)
{
    return LLVMGetTypeKind(LLVMTypeOf(v)) == LLVMMetadataTypeKind;
}

/* Operands of an instruction that all count in the same way. */
static void list_operands(struct decoder *d, struct op *op, int first, int end)
{
    op->first = (uint32_t)arrlen(d->body->operands);
    for (int k = first; k < end; k++) {
        LLVMValueRef v = LLVMGetOperand(op->instruction, (unsigned)k);
        if (LLVMIsABasicBlock(v) || is_metadata(v))
            continue;
        unsigned n = leaf_count(d->a, LLVMTypeOf(v));
        operand o = n ? operand_of(d, v) : OPERAND_NONE;
        for (unsigned i = 0; i < n && o != OPERAND_NONE; i++)
            arrput(d->body->operands, o + i);
    }
    op->count = (uint32_t)arrlen(d->body->operands) - op->first;
}

static void mix(struct decoder *d, struct op *op)
{
    op->kind = OP_MIX;
    op->leaves = (uint8_t)leaf_count(d->a, LLVMTypeOf(op->instruction));
    list_operands(d, op, 0, LLVMGetNumOperands(op->instruction));
}

/* I as index * scale, through multiplications and shifts by constants. */
static LLVMValueRef scaled_index(LLVMValueRef i, int64_t *scale)
{
    for (;;) {
        if (!LLVMIsAInstruction(i))
            return i;
        LLVMOpcode opcode = LLVMGetInstructionOpcode(i);
        if (opcode != LLVMMul && opcode != LLVMShl)
            return i;
        LLVMValueRef k = LLVMGetOperand(i, 1);
        if (!LLVMIsAConstantInt(k) ||
            LLVMGetIntTypeWidth(LLVMTypeOf(k)) > 64)
            return i;
        int64_t v = LLVMConstIntGetSExtValue(k);
        if (opcode == LLVMShl)
            v = v < 0 || v > 30 ? 0 : INT64_C(1) << v;
        if (v <= 0 || v > 1 << 20 || *scale > 1 << 20)
            return i;
        *scale *= v;
        i = LLVMGetOperand(i, 0);
    }
}

/* The bits by which I is shifted to the left. */
static unsigned left_shift(LLVMValueRef i)
{
    if (!LLVMIsAInstruction(i) || LLVMGetInstructionOpcode(i) != LLVMShl ||
        !LLVMIsAConstantInt(LLVMGetOperand(i, 1)))
        return 0;
    uint64_t by = LLVMConstIntGetZExtValue(LLVMGetOperand(i, 1));
    return by < 64 ? (unsigned)by : 0;
}

/* Low bits of I that are 0 whatever it is computed from: i << 32 >> 28, which
 * is what an int times 16 may become, is a multiple of 16. */
static unsigned zero_bits(LLVMValueRef i, unsigned depth)
{
    if (LLVMIsAConstantInt(i) && width_of_type(LLVMTypeOf(i)) <= 64) {
        uint64_t v = LLVMConstIntGetZExtValue(i);
        return v ? (unsigned)__builtin_ctzll(v) : 64;
    }
    if (!LLVMIsAInstruction(i) || !width_of_type(LLVMTypeOf(i)) || !depth)
        return 0;
    LLVMValueRef y = LLVMGetOperand(i, LLVMGetNumOperands(i) > 1);
    unsigned x = zero_bits(LLVMGetOperand(i, 0), depth - 1);
    unsigned by = zero_bits(y, depth - 1);
    uint64_t shift = LLVMIsAConstantInt(y) ? LLVMConstIntGetZExtValue(y) : 64;
    switch (LLVMGetInstructionOpcode(i)) {
    case LLVMShl:
        return shift < 64 ? x + (unsigned)shift : x;
    case LLVMAShr:
    case LLVMLShr: /* of a longer left shift */
        x = left_shift(LLVMGetOperand(i, 0));
        return shift < x ? x - (unsigned)shift : 0;
    case LLVMMul:
        return x + by;
    case LLVMAnd:
        return x > by ? x : by;
    case LLVMAdd:
    case LLVMSub:
    case LLVMOr:
        return x < by ? x : by;
    case LLVMZExt:
    case LLVMSExt:
    case LLVMTrunc:
        return x;
    default:
        return 0;
    }
}

static void add_term(struct decoder *d, struct op *op, LLVMValueRef index,
                     int64_t scale)
{
    if (LLVMIsAConstantInt(index) &&
        LLVMGetIntTypeWidth(LLVMTypeOf(index)) <= 64) {
        op->offset += LLVMConstIntGetSExtValue(index) * scale;
        return;
    }
    if (!scale)
        return;
    LLVMValueRef inner = scaled_index(index, &scale);
    unsigned zeroes = zero_bits(inner, ZERO_BITS_DEPTH);
    struct term t = {operand_of(d, inner),
                     (uint8_t)width_of_type(LLVMTypeOf(inner)),
                     (uint8_t)(zeroes < 16 ? zeroes : 16), scale};
    if (!t.width || t.width > 64)
        t = (struct term){OPERAND_NONE, 64, 0, 1};
    arrput(d->body->terms, t);
    op->count++;
}

static void decode_address(struct decoder *d, struct op *op)
{
    LLVMValueRef i = op->instruction;
    LLVMTypeRef type = LLVMGetGEPSourceElementType(i);
    op->kind = OP_ADDRESS;
    op->a = operand_of(d, LLVMGetOperand(i, 0));
    op->first = (uint32_t)arrlen(d->body->terms);
    for (int k = 1, n = LLVMGetNumOperands(i); k < n; k++) {
        LLVMValueRef index = LLVMGetOperand(i, (unsigned)k);
        if (k > 1) {
            LLVMTypeKind kind = LLVMGetTypeKind(type);
            if (kind == LLVMStructTypeKind) {
                unsigned field = (unsigned)LLVMConstIntGetZExtValue(index);
                op->offset += (int64_t)LLVMOffsetOfElement(d->a->layout, type,
                                                           field);
                type = LLVMStructGetTypeAtIndex(type, field);
                continue;
            }
            type = LLVMGetElementType(type);
        }
        add_term(d, op, index,
                 (int64_t)LLVMABISizeOfType(d->a->layout, type));
    }
}

static unsigned address_space(LLVMValueRef pointer)
{
    LLVMTypeRef type = LLVMTypeOf(pointer);
    return LLVMGetTypeKind(type) == LLVMPointerTypeKind
               ? LLVMGetPointerAddressSpace(type)
               : 0;
}

/* %gs, %fs and %ss relative pointers (x86-64: 256, 257, 258): relative to the
 * thread pointer for %fs; nothing is known of the others. */
static void decode_access(struct decoder *d, struct op *op, LLVMValueRef at)
{
    unsigned space = address_space(at);
    LLVMValueRef base;
    op->c = OPERAND_NONE;
    if (!space) {
        op->a = operand_of(d, at);
    } else if (space == 257 && constant_address(d->a, at, &base, &op->offset) &&
               !base) {
        op->a = OPERAND_CONSTANT | d->a->thread;
    } else {
        op->a = OPERAND_CONSTANT | d->a->world;
    }
}


static void copy_leaves(struct op *op, operand from, unsigned leaves)
{
    op->kind = OP_COPY;
    op->a = from;
    op->leaves = (uint8_t)leaves;
}

/* First leaf of the part of TYPE that the indices name, and its leaf count. */
static unsigned part_of(struct decoder *d, LLVMValueRef i, LLVMTypeRef type,
                        unsigned *count)
{
    const unsigned *indices = LLVMGetIndices(i);
    unsigned at = 0;
    for (unsigned k = 0; k < LLVMGetNumIndices(i); k++) {
        bool array = LLVMGetTypeKind(type) == LLVMArrayTypeKind;
        for (unsigned f = 0; f < indices[k]; f++)
            at += leaf_count(d->a, array ? LLVMGetElementType(type)
                                         : LLVMStructGetTypeAtIndex(type, f));
        type = array ? LLVMGetElementType(type)
                     : LLVMStructGetTypeAtIndex(type, indices[k]);
    }
    *count = leaf_count(d->a, type);
    return at;
}

static bool is_smashed(struct decoder *d, LLVMTypeRef type)
{
    struct leaf leaves[LEAVES_MAX];
    return LLVMGetTypeKind(type) != LLVMVectorTypeKind &&
           leaves_of(d->a, type, leaves) == 1 && leaves[0].size == 1 &&
           leaves[0].repeat > 1;
}

static void emit(struct decoder *d, struct op *op)
{
    arrput(d->body->ops, *op);
}

static void decode_part(struct decoder *d, struct op *op, bool insert)
{
    LLVMValueRef i = op->instruction, whole = LLVMGetOperand(i, 0);
    LLVMTypeRef type = LLVMTypeOf(whole);
    unsigned count, all = leaf_count(d->a, type);
    if (is_smashed(d, type)) {
        mix(d, op);
        emit(d, op);
        return;
    }
    unsigned at = part_of(d, i, type, &count);
    operand from = operand_of(d, whole), dst = op->dst;
    if (!insert) {
        copy_leaves(op, from + at, count);
        emit(d, op);
        return;
    }
    struct op piece = *op;
    if (at) {
        copy_leaves(&piece, from, at);
        emit(d, &piece);
    }
    piece.dst = dst + at;
    copy_leaves(&piece, operand_of(d, LLVMGetOperand(i, 1)), count);
    emit(d, &piece);
    if (at + count < all) {
        piece.dst = dst + at + count;
        copy_leaves(&piece, from + at + count, all - at - count);
        emit(d, &piece);
    }
}

static void decode_terminator(struct decoder *d, struct op *op)
{
    LLVMValueRef i = op->instruction;
    op->kind = OP_JUMP;
    if (LLVMIsASwitchInst(i)) {
        unsigned width = width_of_type(LLVMTypeOf(LLVMGetOperand(i, 0)));
        op->a = operand_of(d, LLVMGetOperand(i, 0));
        if (width <= 64)
            op->kind = OP_SWITCH;
    } else if (LLVMIsABranchInst(i) && LLVMIsConditional(i)) {
        op->kind = OP_BRANCH;
        op->a = operand_of(d, LLVMGetCondition(i));
    }
}

static void decode_call(struct decoder *d, struct op *op)
{
    LLVMValueRef i = op->instruction, callee = LLVMGetCalledValue(i);
    op->kind = OP_CALL;
    op->callee = function_of_alias(callee);
    op->a = op->callee || LLVMIsAInlineAsm(callee) ? OPERAND_NONE
                                                   : operand_of(d, callee);
    op->leaves = (uint8_t)leaf_count(d->a, LLVMTypeOf(i));
    /* For each argument, where it starts; then their end. */
    unsigned n = LLVMGetNumArgOperands(i);
    operand starts[n + 1];
    for (unsigned k = 0; k < n; k++) {
        LLVMValueRef v = LLVMGetOperand(i, k);
        starts[k] = is_metadata(v) || LLVMIsABasicBlock(v)
                        ? OPERAND_NONE
                        : operand_of(d, v);
    }
    op->first = (uint32_t)arrlen(d->body->operands);
    op->count = n;
    for (unsigned k = 0; k < n; k++)
        arrput(d->body->operands, starts[k]);
}

static void decode_simple(struct decoder *d, struct op *op, LLVMOpcode opcode)
{
    LLVMValueRef i = op->instruction;
    LLVMTypeKind kind = LLVMGetTypeKind(LLVMTypeOf(i));
    bool scalar = kind == LLVMIntegerTypeKind || kind == LLVMPointerTypeKind;
    switch (opcode) {
    case LLVMFreeze:
        copy_leaves(op, operand_of(d, LLVMGetOperand(i, 0)),
                    leaf_count(d->a, LLVMTypeOf(i)));
        break;
    case LLVMBitCast:
    case LLVMAddrSpaceCast:
    case LLVMIntToPtr:
        if (!scalar || address_space(i)) {
            mix(d, op);
            break;
        }
        copy_leaves(op, operand_of(d, LLVMGetOperand(i, 0)), 1);
        break;
    case LLVMPtrToInt:
    case LLVMPtrToAddr:
        if (op->width == 64)
            copy_leaves(op, operand_of(d, LLVMGetOperand(i, 0)), 1);
        else
            mix(d, op);
        break;
    case LLVMTrunc:
    case LLVMZExt:
    case LLVMSExt:
        if (!op->width || op->width > 64 ||
            width_of_type(LLVMTypeOf(LLVMGetOperand(i, 0))) > 64) {
            mix(d, op);
            break;
        }
        op->kind = OP_CAST;
        op->a = operand_of(d, LLVMGetOperand(i, 0));
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
        if (!op->width || op->width > 64) {
            mix(d, op);
            break;
        }
        op->kind = OP_BINARY;
        op->a = operand_of(d, LLVMGetOperand(i, 0));
        op->b = operand_of(d, LLVMGetOperand(i, 1));
        break;
    case LLVMICmp: {
        LLVMTypeRef type = LLVMTypeOf(LLVMGetOperand(i, 0));
        LLVMTypeKind of = LLVMGetTypeKind(type);
        bool wide = width_of_type(type) > 64;
        if (wide || (of != LLVMIntegerTypeKind && of != LLVMPointerTypeKind)) {
            op->kind = OP_ANY;
            break;
        }
        op->kind = OP_COMPARE;
        op->a = operand_of(d, LLVMGetOperand(i, 0));
        op->b = operand_of(d, LLVMGetOperand(i, 1));
        break;
    }
    case LLVMFCmp:
        op->kind = OP_ANY;
        break;
    default:
        mix(d, op);
        break;
    }
}

static void decode_instruction(struct decoder *d, struct op *op)
{
    LLVMValueRef i = op->instruction;
    LLVMOpcode opcode = LLVMGetInstructionOpcode(i);
    op->opcode = (uint8_t)opcode;
    op->width = (uint8_t)width_of_type(LLVMTypeOf(i));
    switch (opcode) {
    case LLVMPHI:
        return;
    case LLVMAlloca:
        op->kind = OP_OBJECT;
        break;
    case LLVMLoad:
        op->kind = OP_LOAD;
        op->type = LLVMTypeOf(i);
        decode_access(d, op, LLVMGetOperand(i, 0));
        break;
    case LLVMStore:
        op->kind = OP_STORE;
        op->type = LLVMTypeOf(LLVMGetOperand(i, 0));
        decode_access(d, op, LLVMGetOperand(i, 1));
        op->b = operand_of(d, LLVMGetOperand(i, 0));
        break;
    case LLVMAtomicRMW:
        op->kind = OP_EXCHANGE;
        op->type = LLVMTypeOf(i);
        decode_access(d, op, LLVMGetOperand(i, 0));
        op->b = operand_of(d, LLVMGetOperand(i, 1));
        break;
    case LLVMAtomicCmpXchg:
        op->kind = OP_EXCHANGE;
        op->type = LLVMTypeOf(LLVMGetOperand(i, 2));
        decode_access(d, op, LLVMGetOperand(i, 0));
        op->b = operand_of(d, LLVMGetOperand(i, 2));
        break;
    case LLVMGetElementPtr:
        if (LLVMGetTypeKind(LLVMTypeOf(i)) != LLVMPointerTypeKind ||
            address_space(i))
            mix(d, op);
        else
            decode_address(d, op);
        break;
    case LLVMSelect: {
        LLVMTypeRef type = LLVMTypeOf(LLVMGetOperand(i, 0));
        op->kind = OP_SELECT;
        op->leaves = (uint8_t)leaf_count(d->a, LLVMTypeOf(i));
        op->a = width_of_type(type) ? operand_of(d, LLVMGetOperand(i, 0))
                                    : OPERAND_NONE;
        op->b = operand_of(d, LLVMGetOperand(i, 1));
        op->c = operand_of(d, LLVMGetOperand(i, 2));
        break;
    }
    case LLVMExtractValue:
        decode_part(d, op, false);
        return;
    case LLVMInsertValue:
        decode_part(d, op, true);
        return;
    case LLVMCall:
        decode_call(d, op);
        break;
    case LLVMInvoke:
    case LLVMCallBr: {
        struct op call = *op;
        decode_call(d, &call);
        emit(d, &call);
        decode_terminator(d, op);
        op->dst = OPERAND_NONE;
        break;
    }
    case LLVMRet:
        op->kind = OP_RETURN;
        if (LLVMGetNumOperands(i)) {
            op->a = operand_of(d, LLVMGetOperand(i, 0));
            op->leaves = (uint8_t)leaf_count(
                d->a, LLVMTypeOf(LLVMGetOperand(i, 0)));
        }
        break;
    case LLVMFence:
        return;
    default:
        if (LLVMIsATerminatorInst(i))
            decode_terminator(d, op);
        else
            decode_simple(d, op, opcode);
    }
    emit(d, op);
}

static uint32_t flow_number(struct decoder *d, uint32_t from, uint32_t to)
{
    uint64_t key = (uint64_t)from << 32 | to;
    ptrdiff_t i = hmgeti(d->flow_index, key);
    if (i >= 0)
        return d->flow_index[i].value;
    struct flow flow = {to, NULL};
    arrput(d->body->edges, flow);
    hmput(d->flow_index, key, (uint32_t)arrlen(d->body->edges) - 1);
    return (uint32_t)arrlen(d->body->edges) - 1;
}

static void decode_flows(struct decoder *d, uint32_t from)
{
    struct block *b = &d->body->blocks[from];
    LLVMValueRef t = LLVMGetBasicBlockTerminator(b->block);
    b->first_flow = (uint32_t)arrlen(d->body->flows);
    b->flow_count = LLVMGetNumSuccessors(t);
    for (unsigned k = 0; k < b->flow_count; k++) {
        uint32_t to = hmget(d->block_index, LLVMGetSuccessor(t, k));
        uint32_t number = flow_number(d, from, to);
        arrput(d->body->flows, number);
    }
}

static void decode_phi(struct decoder *d, uint32_t block, LLVMValueRef phi)
{
    operand dst = operand_of(d, phi);
    unsigned leaves = leaf_count(d->a, LLVMTypeOf(phi));
    for (unsigned k = 0, n = LLVMCountIncoming(phi); k < n; k++) {
        LLVMValueRef v = LLVMGetIncomingValue(phi, k);
        uint32_t from =
            hmget(d->block_index, LLVMGetIncomingBlock(phi, k));
        struct phi_input in = {operand_of(d, v), dst, (uint8_t)leaves, phi, v};
        uint32_t flow = flow_number(d, from, block);
        arrput(d->body->edges[flow].inputs, in);
    }
}

static void decode_block(struct decoder *d, uint32_t index)
{
    LLVMBasicBlockRef b = d->body->blocks[index].block;
    d->body->blocks[index].first_op = (uint32_t)arrlen(d->body->ops);
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
         i = LLVMGetNextInstruction(i)) {
        struct op op = {.block = index, .instruction = i};
        op.dst = op.a = op.b = op.c = OPERAND_NONE;
        ptrdiff_t at = hmgeti(d->a->locals, i);
        if (at >= 0)
            op.dst = d->a->locals[at].value;
        if (LLVMIsAPHINode(i))
            decode_phi(d, index, i);
        decode_instruction(d, &op);
    }
    d->body->blocks[index].end_op = (uint32_t)arrlen(d->body->ops);
}

static void count_use(struct function_body *body, operand o)
{
    if (o != OPERAND_NONE && !(o & OPERAND_CONSTANT))
        body->first_use[o + 1]++;
}

static void put_use(struct function_body *body, operand o, uint32_t op,
                    uint32_t *fill)
{
    if (o != OPERAND_NONE && !(o & OPERAND_CONSTANT))
        body->uses[fill[o]++] = op;
}

/* Whether a run of the operation depends on more than inclusion. */
static bool reads_operands(const struct op *op)
{
    return op->kind != OP_COPY && op->kind != OP_RETURN &&
           op->kind != OP_OBJECT && op->kind != OP_JUMP && op->kind != OP_ANY;
}

static void each_use(struct function_body *body, uint32_t index,
                     uint32_t *fill)
{
    const struct op *op = &body->ops[index];
    if (!reads_operands(op))
        return;
    const operand direct[] = {op->a, op->kind == OP_STORE ||
                                             op->kind == OP_EXCHANGE
                                         ? OPERAND_NONE
                                         : op->b,
                              op->kind == OP_SELECT ? OPERAND_NONE : op->c};
    for (unsigned k = 0; k < 3; k++) {
        if (op->kind == OP_SELECT && k)
            continue; /* included */
        if (fill)
            put_use(body, direct[k], index, fill);
        else
            count_use(body, direct[k]);
    }
    for (uint32_t k = 0; k < op->count; k++) {
        operand o = op->kind == OP_ADDRESS ? body->terms[op->first + k].index
                                           : body->operands[op->first + k];
        if (fill)
            put_use(body, o, index, fill);
        else
            count_use(body, o);
    }
}

static void index_uses(struct function_body *body)
{
    uint32_t n = body->values;
    body->first_use = calloc(n + 2, sizeof *body->first_use);
    uint32_t *fill = malloc((n + 1) * sizeof *fill);
    if (!body->first_use || !fill)
        abort();
    for (uint32_t i = 0; i < arrlenu(body->ops); i++)
        each_use(body, i, NULL);
    for (uint32_t i = 0; i < n; i++)
        body->first_use[i + 1] += body->first_use[i];
    memcpy(fill, body->first_use, n * sizeof *fill);
    body->uses = malloc((body->first_use[n] + 1) * sizeof *body->uses);
    if (!body->uses)
        abort();
    for (uint32_t i = 0; i < arrlenu(body->ops); i++)
        each_use(body, i, fill);
    free(fill);
}

struct function_body *decode(struct analysis *a, LLVMValueRef f)
{
    struct decoder d = {.a = a, .body = calloc(1, sizeof *d.body)};
    if (!d.body)
        abort();
    const char *component;
    unsigned length;
    d.body->function = f;
    d.body->system =
        function_fact(f, "unispec-component", &component, &length) &&
        !(length == 3 && !memcmp(component, "app", 3));
    d.body->results =
        leaf_count(a, LLVMGetReturnType(LLVMGlobalGetValueType(f)));
    number_values(&d, f);
    for (uint32_t b = 0; b < arrlenu(d.body->blocks); b++)
        decode_flows(&d, b);
    for (uint32_t b = 0; b < arrlenu(d.body->blocks); b++)
        decode_block(&d, b);
    index_uses(d.body);
    hmfree(d.block_index);
    hmfree(d.flow_index);
    return d.body;
}
