/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Integers of up to 64 bits, kept zero-extended: LLVM Language Reference,
 * "Binary Operations". What is poison or undefined has no result here.
 */
#include "check.h"

#define LISTED_BITS 5 /* sets of 2^5 members are still sets */

uint64_t integer_truncate(uint64_t v, unsigned width)
{
    return width < 64 ? v & ~(UINT64_MAX << width) : v;
}

int64_t integer_signed(uint64_t v, unsigned width)
{
    uint64_t sign = UINT64_C(1) << (width - 1);
    return (int64_t)((integer_truncate(v, width) ^ sign) - sign);
}

static bool divide(LLVMOpcode opcode, unsigned width, uint64_t x, uint64_t y,
                   uint64_t *out)
{
    if (!y)
        return false;
    if (opcode == LLVMUDiv || opcode == LLVMURem) {
        *out = opcode == LLVMUDiv ? x / y : x % y;
        return true;
    }
    int64_t sx = integer_signed(x, width), sy = integer_signed(y, width);
    if (sy == -1) { /* the least number overflows */
        if (x == UINT64_C(1) << (width - 1))
            return false;
        *out = opcode == LLVMSDiv ? -x : 0;
        return true;
    }
    *out = (uint64_t)(opcode == LLVMSDiv ? sx / sy : sx % sy);
    return true;
}

/* X op Y; false when that is undefined. */
bool integer_compute(LLVMOpcode opcode, unsigned width, uint64_t x, uint64_t y,
                     uint64_t *out)
{
    bool shift = opcode == LLVMShl || opcode == LLVMLShr || opcode == LLVMAShr;
    if (shift && y >= width)
        return false;
    switch (opcode) {
    case LLVMAdd:
        *out = x + y;
        break;
    case LLVMSub:
        *out = x - y;
        break;
    case LLVMMul:
        *out = x * y;
        break;
    case LLVMShl:
        *out = x << y;
        break;
    case LLVMLShr:
        *out = x >> y;
        break;
    case LLVMAShr:
        *out = (uint64_t)(integer_signed(x, width) >> y);
        break;
    case LLVMAnd:
        *out = x & y;
        break;
    case LLVMOr:
        *out = x | y;
        break;
    case LLVMXor:
        *out = x ^ y;
        break;
    default:
        if (!divide(opcode, width, x, y, out))
            return false;
    }
    *out = integer_truncate(*out, width);
    return true;
}

bool integer_compare(LLVMIntPredicate p, unsigned width, uint64_t x, uint64_t y)
{
    if (p >= LLVMIntSGT) { /* order of the signed numbers, as of unsigned */
        uint64_t sign = UINT64_C(1) << (width - 1);
        x ^= sign;
        y ^= sign;
    }
    switch (p) {
    case LLVMIntEQ:
        return x == y;
    case LLVMIntNE:
        return x != y;
    case LLVMIntUGT:
    case LLVMIntSGT:
        return x > y;
    case LLVMIntUGE:
    case LLVMIntSGE:
        return x >= y;
    case LLVMIntULT:
    case LLVMIntSLT:
        return x < y;
    default:
        return x <= y;
    }
}

static bool covers_subsets(value d, uint64_t mask)
{
    if (__builtin_popcountll(mask) > LISTED_BITS)
        return false;
    for (uint64_t part = mask;; part = (part - 1) & mask) {
        if (!value_has(d, part))
            return false;
        if (!part)
            return true;
    }
}

/* X op K for every X of WIDTH bits. */
static bool covers_unknown(value d, LLVMOpcode opcode, unsigned width,
                           uint64_t k)
{
    uint64_t count = 0;
    if (opcode == LLVMAnd)
        return covers_subsets(d, k);
    if (opcode == LLVMMul && !k)
        return value_has(d, 0);
    if (opcode == LLVMURem)
        count = k;
    else if (opcode == LLVMLShr && k < width && width - k <= LISTED_BITS)
        count = UINT64_C(1) << (width - k);
    if (!count || count > 1 << LISTED_BITS)
        return false;
    for (uint64_t v = 0; v < count; v++)
        if (!value_has(d, v))
            return false;
    return true;
}

static bool covers_half_known(value d, LLVMOpcode opcode, unsigned width,
                              value x, value y)
{
    bool commutes = opcode == LLVMAnd || opcode == LLVMMul;
    if (x.any ? y.any : !commutes)
        return false;
    value k = x.any ? y : x;
    for (uint32_t i = 0; i < k.integer_count; i++)
        if (!covers_unknown(d, opcode, width, k.integers[i]))
            return false;
    return true;
}

/* Whether D has what the numbers in X and Y make. */
bool integer_covers_binary(value d, LLVMOpcode opcode, unsigned width, value x,
                           value y)
{
    bool no_x = !x.any && !x.integer_count, no_y = !y.any && !y.integer_count;
    if (d.any || no_x || no_y)
        return true;
    if (x.any || y.any)
        return covers_half_known(d, opcode, width, x, y);
    for (uint32_t i = 0; i < x.integer_count; i++)
        for (uint32_t k = 0; k < y.integer_count; k++) {
            uint64_t v;
            if (integer_compute(opcode, width, x.integers[i], y.integers[k],
                                &v) &&
                !value_has(d, v))
                return false;
        }
    return true;
}
