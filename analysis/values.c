/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Evaluation of integer instructions on sets of constants, up to 64 bits wide.
 * The result holds every value that the instruction can compute from members
 * of its operands' sets (LLVM Language Reference, "Instruction Reference").
 *
 * Over-approximates: undef and poison are any value; memory is any value.
 */
#include "solver.h"

/* The product of two operand sets is tried out up to this many pairs. */
#define PAIR_LIMIT 256
/* x & mask with at most this many bits set is a set of its own. */
#define MASK_BITS 4

static unsigned width_of(LLVMValueRef v)
{
    LLVMTypeRef type = LLVMTypeOf(v);
    return LLVMGetTypeKind(type) == LLVMIntegerTypeKind
               ? LLVMGetIntTypeWidth(type)
               : 0;
}

bool is_tracked(LLVMValueRef v)
{
    unsigned width = width_of(v);
    return width > 0 && width <= 64;
}

static uint64_t truncate_to(uint64_t v, unsigned width)
{
    return width >= 64 ? v : v & ((UINT64_C(1) << width) - 1);
}

static int64_t sign_extend(uint64_t v, unsigned width)
{
    unsigned shift = 64 - width;
    return (int64_t)(v << shift) >> shift;
}

/* A copy, owned by the caller. */
struct vset value_of(struct analysis *a, LLVMValueRef v)
{
    struct vset s = VSET_EMPTY;
    if (!is_tracked(v))
        return VSET_ANY;
    if (LLVMIsAConstantInt(v)) {
        vset_add(&s, LLVMConstIntGetZExtValue(v));
        return s;
    }
    if (LLVMIsAConstant(v))
        return VSET_ANY;
    ptrdiff_t i = hmgeti(a->values, v);
    if (i >= 0)
        vset_merge(&s, &a->values[i].value);
    return s;
}

static bool compare(LLVMIntPredicate p, uint64_t x, uint64_t y, unsigned width)
{
    int64_t sx = sign_extend(x, width), sy = sign_extend(y, width);
    switch (p) {
    case LLVMIntEQ:
        return x == y;
    case LLVMIntNE:
        return x != y;
    case LLVMIntUGT:
        return x > y;
    case LLVMIntUGE:
        return x >= y;
    case LLVMIntULT:
        return x < y;
    case LLVMIntULE:
        return x <= y;
    case LLVMIntSGT:
        return sx > sy;
    case LLVMIntSGE:
        return sx >= sy;
    case LLVMIntSLT:
        return sx < sy;
    case LLVMIntSLE:
        return sx <= sy;
    }
    return false;
}

/* One pair of operands; false when the result may be anything. */
static bool compute(LLVMValueRef i, uint64_t x, uint64_t y, unsigned width,
                    uint64_t *out)
{
    switch (LLVMGetInstructionOpcode(i)) {
    case LLVMAdd:
        *out = x + y;
        return true;
    case LLVMSub:
        *out = x - y;
        return true;
    case LLVMMul:
        *out = x * y;
        return true;
    case LLVMAnd:
        *out = x & y;
        return true;
    case LLVMOr:
        *out = x | y;
        return true;
    case LLVMXor:
        *out = x ^ y;
        return true;
    case LLVMShl:
        *out = x << (y & 63);
        return y < width;
    case LLVMLShr:
        *out = x >> (y & 63);
        return y < width;
    case LLVMAShr:
        *out = (uint64_t)(sign_extend(x, width) >> (y & 63));
        return y < width;
    case LLVMICmp:
        *out = compare(LLVMGetICmpPredicate(i), x, y, width);
        return true;
    default:
        return false;
    }
}

/* Every subset of the bits of MASK. */
static struct vset subsets(uint64_t mask)
{
    struct vset s = VSET_EMPTY;
    uint64_t part = mask;
    for (;;) {
        vset_add(&s, part);
        if (!part)
            return s;
        part = (part - 1) & mask;
    }
}

static struct vset evaluate_mask(const struct vset *x, const struct vset *y)
{
    const struct vset *mask = x->any ? y : x;
    if (mask->any || mask->count != 1 ||
        __builtin_popcountll(mask->items[0]) > MASK_BITS)
        return VSET_ANY;
    return subsets(mask->items[0]);
}

static struct vset evaluate_pairs(LLVMValueRef i, const struct vset *x,
                                  const struct vset *y)
{
    struct vset s = VSET_EMPTY;
    unsigned width = width_of(LLVMGetOperand(i, 0));
    unsigned result_width = width_of(i);
    for (uint32_t k = 0; k < x->count; k++)
        for (uint32_t l = 0; l < y->count; l++) {
            uint64_t v;
            if (!compute(i, x->items[k], y->items[l], width, &v)) {
                vset_make_any(&s);
                return s;
            }
            vset_add(&s, truncate_to(v, result_width));
        }
    return s;
}

static struct vset evaluate_binary(struct analysis *a, LLVMValueRef i)
{
    struct vset x = value_of(a, LLVMGetOperand(i, 0));
    struct vset y = value_of(a, LLVMGetOperand(i, 1));
    struct vset s;
    if (vset_is_empty(&x) || vset_is_empty(&y))
        s = VSET_EMPTY;
    else if ((x.any || y.any) && LLVMGetInstructionOpcode(i) == LLVMAnd)
        s = evaluate_mask(&x, &y);
    else if (x.any || y.any || x.count * y.count > PAIR_LIMIT)
        s = VSET_ANY;
    else
        s = evaluate_pairs(i, &x, &y);
    vset_free(&x);
    vset_free(&y);
    return s;
}

static struct vset evaluate_cast(struct analysis *a, LLVMValueRef i)
{
    LLVMValueRef from = LLVMGetOperand(i, 0);
    struct vset x = value_of(a, from), s = VSET_EMPTY;
    bool is_signed = LLVMGetInstructionOpcode(i) == LLVMSExt;
    if (x.any)
        vset_make_any(&s);
    for (uint32_t k = 0; k < x.count; k++) {
        uint64_t v = x.items[k];
        if (is_signed)
            v = (uint64_t)sign_extend(v, width_of(from));
        vset_add(&s, truncate_to(v, width_of(i)));
    }
    vset_free(&x);
    return s;
}

static void merge_operand(struct analysis *a, struct vset *s, LLVMValueRef v)
{
    struct vset x = value_of(a, v);
    vset_merge(s, &x);
    vset_free(&x);
}

static struct vset evaluate_phi(struct analysis *a, LLVMValueRef phi)
{
    struct vset s = VSET_EMPTY;
    LLVMBasicBlockRef block = LLVMGetInstructionParent(phi);
    for (unsigned k = 0, n = LLVMCountIncoming(phi); k < n; k++)
        if (analysis_edge_feasible(a, LLVMGetIncomingBlock(phi, k), block))
            merge_operand(a, &s, LLVMGetIncomingValue(phi, k));
    return s;
}

static struct vset evaluate_select(struct analysis *a, LLVMValueRef i)
{
    struct vset condition = value_of(a, LLVMGetOperand(i, 0)), s = VSET_EMPTY;
    if (vset_contains(&condition, 1))
        merge_operand(a, &s, LLVMGetOperand(i, 1));
    if (vset_contains(&condition, 0))
        merge_operand(a, &s, LLVMGetOperand(i, 2));
    vset_free(&condition);
    return s;
}

struct vset evaluate(struct analysis *a, LLVMValueRef i)
{
    switch (LLVMGetInstructionOpcode(i)) {
    case LLVMPHI:
        return evaluate_phi(a, i);
    case LLVMSelect:
        return evaluate_select(a, i);
    case LLVMTrunc:
    case LLVMZExt:
    case LLVMSExt:
        return evaluate_cast(a, i);
    case LLVMFreeze: {
        struct vset s = VSET_EMPTY;
        merge_operand(a, &s, LLVMGetOperand(i, 0));
        return s;
    }
    case LLVMAdd:
    case LLVMSub:
    case LLVMMul:
    case LLVMAnd:
    case LLVMOr:
    case LLVMXor:
    case LLVMShl:
    case LLVMLShr:
    case LLVMAShr:
        return evaluate_binary(a, i);
    case LLVMICmp:
        if (is_tracked(LLVMGetOperand(i, 0)))
            return evaluate_binary(a, i);
        return VSET_ANY;
    default:
        return VSET_ANY;
    }
}
