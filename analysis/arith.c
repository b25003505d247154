/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Integer operations on sets of constants. A set is exact member by member; a
 * result with more than VSET_LIMIT members is `any`.
 */
#include "solver.h"

/* Pairs of operands that are worth computing. */
#define PAIR_LIMIT 1024
/* Bits of a mask whose subsets are listed. */
#define MASK_BITS 5

bool is_tracked(LLVMValueRef v)
{
    unsigned width = width_of_type(LLVMTypeOf(v));
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
static bool compute(const struct op *op, uint64_t x, uint64_t y, unsigned width,
                    uint64_t *out)
{
    switch ((LLVMOpcode)op->opcode) {
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
    case LLVMUDiv:
        *out = y ? x / y : 0;
        return y;
    case LLVMURem:
        *out = y ? x % y : 0;
        return y;
    case LLVMICmp:
        *out = compare(LLVMGetICmpPredicate(op->instruction), x, y, width);
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

static struct vset evaluate_pairs(const struct op *op, const struct vset *x,
                                  const struct vset *y, unsigned width)
{
    struct vset s = VSET_EMPTY;
    for (uint32_t k = 0; k < x->count; k++)
        for (uint32_t l = 0; l < y->count; l++) {
            uint64_t v;
            if (!compute(op, x->items[k], y->items[l], width, &v)) {
                vset_make_any(&s);
                return s;
            }
            vset_add(&s, truncate_to(v, op->width));
        }
    return s;
}

/* What the operation gives for members of X and Y, of WIDTH bits; the caller
 * frees the result. */
struct vset arith_binary(const struct op *op, const struct vset *x,
                         const struct vset *y, unsigned width)
{
    if (vset_is_empty(x) || vset_is_empty(y))
        return VSET_EMPTY;
    if ((x->any || y->any) && op->opcode == LLVMAnd)
        return evaluate_mask(x, y);
    if (x->any || y->any || x->count * y->count > PAIR_LIMIT)
        return VSET_ANY;
    return evaluate_pairs(op, x, y, width);
}

/* A truncation or extension of X from WIDTH bits; the caller frees it. */
struct vset arith_cast(const struct op *op, const struct vset *x,
                       unsigned width)
{
    struct vset s = VSET_EMPTY;
    if (x->any && width == 1 && op->opcode == LLVMZExt) {
        vset_add(&s, 0);
        vset_add(&s, 1);
        return s;
    }
    if (x->any)
        return VSET_ANY;
    for (uint32_t k = 0; k < x->count; k++) {
        uint64_t v = x->items[k];
        if (op->opcode == LLVMSExt)
            v = (uint64_t)sign_extend(v, width);
        vset_add(&s, truncate_to(v, op->width));
    }
    return s;
}
