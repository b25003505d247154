/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * getelementptr: a constant number of bytes, and for each variable index a
 * number of bytes per unit. An index that is any number adds any multiple.
 */
#include "check.h"

#define TERMS_MAX 16
#define SUMS_MAX 4096

struct term {
    value index;
    unsigned width; /* of the index */
    int64_t scale;
};

struct sum {
    struct term terms[TERMS_MAX];
    unsigned count;
    int64_t constant;
    uint64_t step; /* of all terms */
    bool any;      /* some index may be any number */
    bool never;    /* some index has no value */
};

/* Looks through multiplications by constants: i * 8 is a multiple of 8, and
 * remains one when it wraps around, as far as 8 is a power of 2. */
static LLVMValueRef factor(LLVMValueRef index, int64_t *scale)
{
    while (LLVMIsAInstruction(index)) {
        LLVMOpcode opcode = LLVMGetInstructionOpcode(index);
        if (opcode != LLVMMul && opcode != LLVMShl)
            break;
        LLVMValueRef by = LLVMGetOperand(index, 1);
        unsigned width = integer_width(LLVMTypeOf(index));
        if (!LLVMIsAConstantInt(by) || !width || width > 64)
            break;
        int64_t v = LLVMConstIntGetSExtValue(by);
        if (opcode == LLVMShl)
            v = v >= 0 && v < 31 ? INT64_C(1) << v : 0;
        if (v <= 0 || v > INT64_C(1) << 20 || *scale > INT64_C(1) << 20)
            break;
        /* Only numbers past all objects wrap around in 64 bits. */
        bool wraps = width < 64 && opcode == LLVMMul && !LLVMGetNSW(index);
        *scale *= wraps ? v & -v : v;
        index = LLVMGetOperand(index, 0);
    }
    return index;
}

/* The power of 2 that every value of I is a multiple of, at most 2^16. */
static uint64_t multiple_of(LLVMValueRef i, unsigned steps)
{
    const uint64_t most = UINT64_C(1) << 16;
    if (LLVMIsAConstantInt(i) && integer_width(LLVMTypeOf(i)) <= 64) {
        uint64_t v = LLVMConstIntGetZExtValue(i);
        return common_step(v, most);
    }
    if (!LLVMIsAInstruction(i) || !integer_width(LLVMTypeOf(i)) || !steps)
        return 1;
    LLVMOpcode opcode = LLVMGetInstructionOpcode(i);
    LLVMValueRef x = LLVMGetOperand(i, 0);
    if (opcode == LLVMZExt || opcode == LLVMSExt || opcode == LLVMTrunc)
        return multiple_of(x, steps - 1);
    if (opcode == LLVMAShr || opcode == LLVMLShr) {
        /* Of a left shift by more: what is left of it. */
        LLVMValueRef by = LLVMGetOperand(i, 1), left;
        if (!LLVMIsAConstantInt(by) || !LLVMIsAInstruction(x) ||
            LLVMGetInstructionOpcode(x) != LLVMShl)
            return 1;
        left = LLVMGetOperand(x, 1);
        if (!LLVMIsAConstantInt(left) || LLVMConstIntGetZExtValue(left) >= 64)
            return 1;
        int64_t rest = (int64_t)LLVMConstIntGetZExtValue(left) -
                       (int64_t)LLVMConstIntGetZExtValue(by);
        return rest <= 0 ? 1 : rest > 16 ? most : UINT64_C(1) << rest;
    }
    if (opcode == LLVMShl) {
        LLVMValueRef by = LLVMGetOperand(i, 1);
        uint64_t n = LLVMIsAConstantInt(by) ? LLVMConstIntGetZExtValue(by) : 0;
        return n > 16 ? most
                      : common_step(multiple_of(x, steps - 1) << n, most);
    }
    if (LLVMGetNumOperands(i) != 2)
        return 1;
    uint64_t m = multiple_of(x, steps - 1);
    uint64_t n = multiple_of(LLVMGetOperand(i, 1), steps - 1);
    if (opcode == LLVMMul)
        return common_step(m * n, most);
    if (opcode == LLVMAnd)
        return m > n ? m : n;
    if (opcode == LLVMAdd || opcode == LLVMSub || opcode == LLVMOr)
        return m < n ? m : n;
    return 1;
}

static void add_term(struct check *k, struct sum *s, LLVMValueRef index,
                     int64_t scale)
{
    unsigned width = integer_width(LLVMTypeOf(index));
    if (LLVMIsAConstantInt(index) && width <= 64) {
        s->constant += LLVMConstIntGetSExtValue(index) * scale;
        return;
    }
    if (!scale)
        return;
    struct term t = {
        .index = operand_value(k, index, 0), .width = width, .scale = scale};
    if (!width || width > 64 || s->count == TERMS_MAX) {
        s->any = true;
        s->step = 1;
        return;
    }
    bool finite = !t.index.any && !t.index.target_count;
    uint64_t units_of = 1;
    if (!finite) {
        int64_t units = scale;
        LLVMValueRef inner = factor(index, &units);
        value of = operand_value(k, inner, 0);
        t = (struct term){of, integer_width(LLVMTypeOf(inner)), units};
        finite = !of.any && !of.target_count;
        units_of = multiple_of(inner, 6);
    }
    if (value_empty(t.index))
        s->never = true;
    s->step =
        common_step(s->step,
                    (uint64_t)(t.scale < 0 ? -t.scale : t.scale) * units_of);
    if (s->step > UINT32_MAX)
        s->step = 1;
    s->any |= !finite;
    s->terms[s->count++] = t;
}

static void split(struct check *k, LLVMValueRef i, struct sum *s)
{
    LLVMTypeRef type = LLVMGetGEPSourceElementType(i);
    for (int n = 1, end = LLVMGetNumOperands(i); n < end; n++) {
        LLVMValueRef index = LLVMGetOperand(i, (unsigned)n);
        bool field = n > 1 && LLVMGetTypeKind(type) == LLVMStructTypeKind;
        if (field) {
            unsigned f = (unsigned)LLVMConstIntGetZExtValue(index);
            s->constant += (int64_t)LLVMOffsetOfElement(k->layout, type, f);
            type = LLVMStructGetTypeAtIndex(type, f);
            continue;
        }
        if (n > 1)
            type = LLVMGetElementType(type);
        add_term(k, s, index, (int64_t)LLVMABISizeOfType(k->layout, type));
    }
}

/* The sums of the indices, by counting through their members. */
static unsigned list_sums(const struct sum *s, int64_t *sums)
{
    uint64_t count = 1;
    for (unsigned t = 0; t < s->count; t++) {
        count *= s->terms[t].index.integer_count;
        if (count > SUMS_MAX)
            return 0;
    }
    for (uint64_t n = 0; n < count; n++) {
        uint64_t rest = n;
        sums[n] = s->constant;
        for (unsigned t = 0; t < s->count; t++) {
            const struct term *term = &s->terms[t];
            uint64_t v = term->index.integers[rest % term->index.integer_count];
            rest /= term->index.integer_count;
            sums[n] += integer_signed(v, term->width) * term->scale;
        }
    }
    return (unsigned)count;
}

/*
 * An address as index: which of the two is the base is a matter of taste. A
 * number from the world counts only where it may be a way between objects.
 */
static void check_index(struct check *k, LLVMValueRef i, value index, value d)
{
    bool world = false;
    for (uint32_t n = 0; n < index.target_count; n++) {
        target t = k->targets[index.targets[n]];
        if (t.object == CERTIFICATE_WORLD) {
            world = true;
            continue;
        }
        if (is_distance(k, index.targets[n])) {
            demand(k, value_is_world(k, d), "address",
                   "the way to another object is not followed");
            continue;
        }
        t = (target){t.object, 1, 0};
        demand(k, value_covers(k, d, t), "address",
               "an address that is an index is not followed");
    }
    struct far_sum sum = {k->context, i};
    if (world && !value_is_world(k, d))
        arrput(k->far_sums, sum);
}

/* When it is known whether ways between objects are in the world. */
void check_far_sums(struct check *k)
{
    if (!k->far && !k->c->world_distances)
        return;
    for (ptrdiff_t n = 0; n < arrlen(k->far_sums); n++) {
        k->instruction = k->far_sums[n].instruction;
        violation_at(k, "distance", "a sum with the way to another object");
    }
}

static void check_any_sum(struct check *k, LLVMValueRef i, const struct sum *s,
                          value base, value d)
{
    for (uint32_t n = 0; n < base.target_count; n++) {
        target t = k->targets[base.targets[n]];
        t.offset += s->constant;
        t.stride = (uint32_t)common_step(t.stride, s->step);
        demand(k, value_covers(k, d, t), "address",
               "the result lacks the elements of an array");
    }
    if (!base.any && !base.integer_count)
        return;
    bool null = !base.any && base.integer_count == 1 && !base.integers[0];
    /* Only element 0 is within bounds of nothing. */
    if (null && LLVMIsInBounds(i))
        demand(k, value_has(d, 0), "address", "the result is never NULL");
    else
        demand(k, d.any, "address", "the result is not any number");
}

static void check_sum(struct check *k, int64_t sum, value base, value d)
{
    for (uint32_t n = 0; n < base.target_count; n++) {
        target t = k->targets[base.targets[n]];
        bool far =
            t.object == CERTIFICATE_WORLD || is_distance(k, base.targets[n]);
        t.offset += far ? 0 : sum;
        demand(k, value_covers(k, d, t), "address",
               "the result lacks an address");
    }
    for (uint32_t n = 0; n < base.integer_count; n++)
        demand(k, value_has(d, base.integers[n] + (uint64_t)sum), "address",
               "the result lacks a number");
    demand(k, !base.any || d.any, "address", "the result is not any number");
}

void check_address(struct check *k, LLVMValueRef i)
{
    LLVMTypeRef type = LLVMTypeOf(i);
    if (LLVMGetTypeKind(type) != LLVMPointerTypeKind ||
        LLVMGetPointerAddressSpace(type)) {
        check_mix(k, i, LLVMGetNumOperands(i));
        return;
    }
    struct sum s = {0};
    int64_t sums[SUMS_MAX];
    split(k, i, &s);
    value base = operand_value(k, LLVMGetOperand(i, 0), 0),
          d = result_value(k, i, 0);
    if (s.never || value_empty(base))
        return;
    for (unsigned t = 0; t < s.count; t++)
        if (s.terms[t].index.target_count)
            check_index(k, i, s.terms[t].index, d);
    unsigned n = s.any ? 0 : list_sums(&s, sums);
    if (!n)
        check_any_sum(k, i, &s, base, d);
    for (unsigned m = 0; m < n; m++)
        check_sum(k, sums[m], base, d);
}
