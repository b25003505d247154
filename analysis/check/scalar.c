/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Casts, arithmetic and comparisons, of numbers and of addresses.
 *
 * Taken for granted, as by every points-to analysis: the remainder of an
 * address and fewer than 12 bits of it make no address; a difference of
 * addresses that may lie in one object is a distance in it.
 */
#include "check.h"

static bool numbers(value v)
{
    return v.any || v.integer_count;
}

static value only_numbers(value v)
{
    v.target_count = 0;
    return v;
}

/* Integers of up to 4 bits are listed where they may be any. */
static value list_any(struct check *k, value v, unsigned width)
{
    if (!v.any || width > 4)
        return v;
    uint64_t *items = check_own(k, sizeof *items << width);
    for (uint64_t i = 0; i < UINT64_C(1) << width; i++)
        items[i] = i;
    v.any = false;
    v.integers = items;
    v.integer_count = 1u << width;
    return v;
}

void check_cast(struct check *k, LLVMValueRef i)
{
    LLVMValueRef source = LLVMGetOperand(i, 0);
    unsigned from = integer_width(LLVMTypeOf(source));
    unsigned to = integer_width(LLVMTypeOf(i));
    if (!to || to > 64 || !from || from > 64) {
        check_mix(k, i, 1);
        return;
    }
    value d = result_value(k, i, 0), s = operand_value(k, source, 0);
    if (s.target_count)
        demand(k, value_laundered(k, d, s), "cast",
               "the bits of an address are lost");
    s = list_any(k, s, from);
    if (s.any)
        demand(k, d.any, "cast", "the result is not any number");
    for (uint32_t n = 0; n < s.integer_count; n++) {
        uint64_t v = s.integers[n];
        if (LLVMGetInstructionOpcode(i) == LLVMSExt)
            v = (uint64_t)integer_signed(v, from);
        demand(k, value_has(d, integer_truncate(v, to)), "cast",
               "the result lacks a number");
    }
}

/* D has the addresses of X moved by the numbers of Y. */
static bool moved_by(struct check *k, value d, value x, value y, bool back)
{
    for (uint32_t n = 0; n < x.target_count; n++) {
        target t = k->targets[x.targets[n]];
        if (is_distance(k, x.targets[n])) {
            if (numbers(y) && !value_covers(k, d, t))
                return false;
            continue;
        }
        if (t.object == CERTIFICATE_WORLD) {
            if (numbers(y) && !value_is_world(k, d))
                return false;
            continue;
        }
        target anywhere = {t.object, 1, 0};
        if (y.any && !value_covers(k, d, anywhere))
            return false;
        for (uint32_t m = 0; m < y.integer_count; m++) {
            int64_t by = (int64_t)y.integers[m];
            target there = t;
            there.offset += back ? -by : by;
            if (!value_covers(k, d, there))
                return false;
        }
    }
    return true;
}

static bool moved_anywhere(struct check *k, value d, value x)
{
    return moved_by(k, d, x, value_any(), false);
}

/* T is the world, which stands for the object O. */
static bool stands_for(struct check *k, uint32_t t, uint32_t o)
{
    return k->targets[t].object == CERTIFICATE_WORLD && k->objects[o].o.world;
}

static bool has_object(struct check *k, uint32_t t, value y)
{
    uint32_t a = k->targets[t].object;
    for (uint32_t m = 0; m < y.target_count; m++) {
        uint32_t b = k->targets[y.targets[m]].object;
        if (a == b || stands_for(k, t, b) || stands_for(k, y.targets[m], a))
            return true;
    }
    return false;
}

static bool common_object(struct check *k, value x, value y)
{
    for (uint32_t n = 0; n < x.target_count; n++)
        if (has_object(k, x.targets[n], y))
            return true;
    return false;
}

/* Each object of X that has a name is an object of Y. */
static bool covered(struct check *k, value x, value y)
{
    for (uint32_t n = 0; n < x.target_count; n++)
        if (k->targets[x.targets[n]].object != CERTIFICATE_WORLD &&
            !has_object(k, x.targets[n], y))
            return false;
    return true;
}

static bool in_world(struct check *k, value x)
{
    for (uint32_t n = 0; n < x.target_count; n++)
        if (k->targets[x.targets[n]].object == CERTIFICATE_WORLD)
            return true;
    return false;
}

static bool only_world(struct check *k, value x)
{
    for (uint32_t n = 0; n < x.target_count; n++)
        if (k->targets[x.targets[n]].object != CERTIFICATE_WORLD)
            return false;
    return true;
}

/* Each object of the one is an object of the other. Of the world it cannot be
 * said which they are: only what comes with unispec is believed to subtract
 * within an object of it. */
static bool same_objects(struct check *k, LLVMValueRef i, value x, value y)
{
    LLVMValueRef f = LLVMGetBasicBlockParent(LLVMGetInstructionParent(i));

    if (is_of_program(f) && (in_world(k, x) || in_world(k, y)))
        return false;
    if (only_world(k, x) || only_world(k, y))
        return common_object(k, x, y);
    return covered(k, x, y) && covered(k, y, x);
}

/* Fewer bits of I than an address has, or its sum with an address in an
 * object of Y, which is a distance: all that USER makes of a negated Y. */
static bool makes_no_address(struct check *k, LLVMValueRef user, LLVMValueRef i,
                             value y)
{
    if (!LLVMIsAInstruction(user))
        return false;
    LLVMOpcode opcode = LLVMGetInstructionOpcode(user);
    if (opcode != LLVMAnd && opcode != LLVMAdd)
        return false;
    LLVMValueRef other = LLVMGetOperand(user, LLVMGetOperand(user, 0) == i);
    if (opcode == LLVMAnd)
        return LLVMIsAConstantInt(other) &&
               LLVMConstIntGetZExtValue(other) < NULL_PAGE;
    return other != i && same_objects(k, i, operand_value(k, other, 0), y);
}

static bool completes(struct check *k, LLVMValueRef i, value y)
{
    for (LLVMUseRef u = LLVMGetFirstUse(i); u; u = LLVMGetNextUse(u))
        if (!makes_no_address(k, LLVMGetUser(u), i, y))
            return false;
    return true;
}

/* Every use of I keeps fewer bits of it than an address has. */
static bool only_low_bits(LLVMValueRef i)
{
    for (LLVMUseRef u = LLVMGetFirstUse(i); u; u = LLVMGetNextUse(u)) {
        LLVMValueRef user = LLVMGetUser(u);
        if (LLVMIsAInstruction(user) != user ||
            LLVMGetInstructionOpcode(user) != LLVMAnd ||
            !LLVMIsAConstantInt(LLVMGetOperand(user, 1)) ||
            LLVMConstIntGetZExtValue(LLVMGetOperand(user, 1)) >= NULL_PAGE)
            return false;
    }
    return true;
}

static bool is_for_comparisons(LLVMValueRef i)
{
    LLVMUseRef u = LLVMGetFirstUse(i);

    while (u && LLVMIsAInstruction(LLVMGetUser(u)) &&
           LLVMGetInstructionOpcode(LLVMGetUser(u)) == LLVMICmp)
        u = LLVMGetNextUse(u);
    return !u;
}

static void check_distance(struct check *k, LLVMValueRef i, value d, value x,
                           value y)
{
    demand(k, d.any, "distance", "a difference is not any number");
    if (x.target_count && y.target_count) {
        if (same_objects(k, i, x, y) || is_for_comparisons(i))
            return;
        /* A mark is followed like an address; without one it is anywhere. */
        if (!value_has_distance(k, d))
            k->far |= value_is_world(k, d);
        demand(k,
               value_escaped(k, x) && value_escaped(k, y) &&
                   (value_is_world(k, d) || value_has_distance(k, d)),
               "distance", "a distance between objects is not followed");
    } else if (y.target_count) {
        demand(k, completes(k, i, y) || value_laundered(k, d, y), "distance",
               "a negated address is not followed");
    } else {
        demand(k, moved_by(k, d, x, y, true), "distance",
               "an address less a number is not followed");
    }
}

/* What is not written as an address may be one of its numbers. */
static void check_subtract(struct check *k, LLVMValueRef i, value d, value x,
                           value y)
{
    bool address = LLVMIsAPtrToIntInst(LLVMGetOperand(i, 1));
    if (!address)
        demand(k, moved_by(k, d, x, y, true), "address_arithmetic",
               "an address less a number is not followed");
    if (x.target_count && y.target_count && numbers(x) &&
        !LLVMIsAPtrToIntInst(LLVMGetOperand(i, 0)))
        demand(k, value_laundered(k, d, y), "address_arithmetic",
               "a number less an address is not followed");
    if (address || (x.target_count && y.target_count))
        check_distance(k, i, d, x, y);
    else if (y.target_count)
        demand(k, value_laundered(k, d, y), "address_arithmetic",
               "a negated address is not followed");
}

/* Bits of the addresses of X are cleared or set, as MASK says. */
static bool masked(struct check *k, value d, value x, LLVMOpcode opcode,
                   uint64_t mask)
{
    if (opcode == LLVMAnd && mask < NULL_PAGE)
        return integer_covers_binary(d, LLVMAnd, 64, value_any(),
                                     value_of_integer(k, mask));
    uint64_t low = opcode == LLVMAnd ? ~mask : mask, block = 1;
    while (block <= low && block <= NULL_PAGE)
        block *= 2;
    bool all = opcode == LLVMOr || low == block - 1;
    for (uint32_t n = 0; n < x.target_count; n++) {
        target t = k->targets[x.targets[n]];
        if (t.object == CERTIFICATE_WORLD) {
            if (!value_is_world(k, d))
                return false;
            continue;
        }
        bool exact = all && block <= k->objects[t.object].o.alignment &&
                     t.stride % block == 0;
        if (!exact)
            t = (target){t.object, 1, 0};
        else if (opcode == LLVMAnd)
            t.offset &= (int64_t)mask;
        else
            t.offset |= (int64_t)mask;
        if (!value_covers(k, d, t))
            return false;
    }
    return true;
}

static bool masked_by(struct check *k, value d, value x, value y,
                      LLVMOpcode opcode)
{
    if (y.any || y.target_count)
        return !x.target_count || moved_anywhere(k, d, x);
    for (uint32_t n = 0; n < y.integer_count && x.target_count; n++)
        if (!masked(k, d, x, opcode, y.integers[n]))
            return false;
    return true;
}

static void check_addresses(struct check *k, LLVMValueRef i, value d, value x,
                            value y)
{
    LLVMOpcode opcode = LLVMGetInstructionOpcode(i);
    bool ok;
    switch (opcode) {
    case LLVMAdd:
        if (x.target_count && y.target_count)
            ok = d.any && moved_anywhere(k, d, x) && moved_anywhere(k, d, y);
        else
            ok = moved_by(k, d, x, y, false) && moved_by(k, d, y, x, false);
        break;
    case LLVMSub:
        check_subtract(k, i, d, x, y);
        return;
    case LLVMAnd:
    case LLVMOr:
        ok = masked_by(k, d, x, y, opcode) && masked_by(k, d, y, x, opcode);
        break;
    case LLVMURem:
    case LLVMSRem:
        ok = d.any;
        break;
    case LLVMXor: /* of which only low bits are looked at */
        if (d.any && only_low_bits(i))
            return;
        /* fall through */
    default:
        ok = value_laundered(k, d, x) && value_laundered(k, d, y);
    }
    demand(k, ok, "address_arithmetic", "an address is not followed");
}

void check_binary(struct check *k, LLVMValueRef i)
{
    unsigned width = integer_width(LLVMTypeOf(i));
    if (!width || width > 64) {
        check_mix(k, i, 2);
        return;
    }
    value d = result_value(k, i, 0);
    value x = operand_value(k, LLVMGetOperand(i, 0), 0);
    value y = operand_value(k, LLVMGetOperand(i, 1), 0);
    if (value_empty(x) || value_empty(y))
        return;
    if (x.target_count || y.target_count)
        check_addresses(k, i, d, x, y);
    LLVMOpcode opcode = LLVMGetInstructionOpcode(i);
    demand(k,
           integer_covers_binary(d, opcode, width, list_any(k, x, width),
                                 list_any(k, y, width)),
           "arithmetic", "the result lacks a number");
}

/* Whether the two can be the same number, in some execution. */
static bool may_meet(struct check *k, target s, target t)
{
    const struct certificate_object *o = &k->objects[s.object].o;
    const struct certificate_object *p = &k->objects[t.object].o;
    if (o->kind == CERTIFIED_WORLD || p->kind == CERTIFIED_WORLD)
        return true;
    if (s.object == t.object) {
        uint64_t step = common_step(s.stride, t.stride);
        return step ? !check_modulo(s.offset - t.offset, step)
                    : s.offset == t.offset;
    }
    /* The end of one object may be the start of the other. */
    bool within_s =
        !s.stride && s.offset >= 0 &&
        (o->kind == CERTIFIED_FUNCTION || (uint64_t)s.offset < o->size);
    bool within_t =
        !t.stride && t.offset >= 0 &&
        (p->kind == CERTIFIED_FUNCTION || (uint64_t)t.offset < p->size);
    return !within_s || !within_t;
}

static bool number_meets_address(value x, value y)
{
    if (!y.target_count)
        return false;
    if (x.any)
        return true;
    for (uint32_t n = 0; n < x.integer_count; n++)
        if (x.integers[n] >= NULL_PAGE)
            return true;
    return false;
}

static bool may_be_equal(struct check *k, value x, value y)
{
    if (number_meets_address(x, y) || number_meets_address(y, x) ||
        (x.any && numbers(y)) || (y.any && numbers(x)))
        return true;
    for (uint32_t n = 0; n < x.integer_count; n++)
        if (value_has(y, x.integers[n]))
            return true;
    for (uint32_t n = 0; n < x.target_count; n++)
        for (uint32_t m = 0; m < y.target_count; m++)
            if (may_meet(k, k->targets[x.targets[n]], k->targets[y.targets[m]]))
                return true;
    return false;
}

static bool one_thing(struct check *k, value v)
{
    if (v.any || v.integer_count + v.target_count != 1)
        return false;
    if (v.integer_count)
        return true;
    target t = k->targets[v.targets[0]];
    const struct memory *m = &k->objects[t.object];
    return !t.stride && m->o.kind != CERTIFIED_WORLD && !m->o.many;
}

static bool may_differ(struct check *k, value x, value y)
{
    if (!one_thing(k, x) || !one_thing(k, y) ||
        x.integer_count != y.integer_count)
        return true;
    if (x.integer_count)
        return x.integers[0] != y.integers[0];
    target s = k->targets[x.targets[0]], t = k->targets[y.targets[0]];
    if (s.object != t.object || s.offset != t.offset)
        return true;
    struct identity same = {s.object, k->instruction};
    arrput(k->identities, same);
    return false;
}

/* When it is known which variables are passed by value. */
void check_identities(struct check *k)
{
    for (ptrdiff_t n = 0; n < arrlen(k->identities); n++) {
        k->instruction = k->identities[n].instruction;
        demand(k, !k->objects[k->identities[n].object].by_value, "compare",
               "a copy counts as the variable that it is of");
    }
}

/* Numbers at and beside Y, and the ends: any order of X and Y is among them. */
static void list_near(uint64_t *items, uint64_t y, unsigned width)
{
    uint64_t sign = UINT64_C(1) << (width - 1);
    const uint64_t near[] = {y, y - 1, y + 1, 0, UINT64_MAX, sign, sign - 1};
    for (unsigned n = 0; n < 7; n++)
        items[n] = integer_truncate(near[n], width);
}

static void outcomes(LLVMIntPredicate p, unsigned width, value x, value y,
                     bool out[2])
{
    if (x.any && y.any) {
        out[0] = out[1] = true;
        return;
    }
    value known = x.any ? y : x, other = x.any ? x : y;
    for (uint32_t n = 0; n < known.integer_count; n++) {
        uint64_t near[7];
        if (other.any) {
            list_near(near, known.integers[n], width);
            other.integers = near;
            other.integer_count = 7;
        }
        for (uint32_t m = 0; m < other.integer_count; m++) {
            uint64_t a = known.integers[n], b = other.integers[m];
            out[x.any ? integer_compare(p, width, b, a)
                      : integer_compare(p, width, a, b)] = true;
        }
    }
}

static void compare_addresses(struct check *k, LLVMIntPredicate p, value x,
                              value y, bool out[2])
{
    if (p != LLVMIntEQ && p != LLVMIntNE) {
        out[0] = out[1] = true;
        return;
    }
    if (may_be_equal(k, x, y))
        out[p == LLVMIntEQ] = true;
    if (may_differ(k, x, y))
        out[p == LLVMIntNE] = true;
}

void check_compare(struct check *k, LLVMValueRef i)
{
    LLVMTypeRef type = LLVMTypeOf(LLVMGetOperand(i, 0));
    unsigned width = integer_width(type);
    value d = result_value(k, i, 0);
    bool out[2] = {false, false};
    if ((!width && LLVMGetTypeKind(type) != LLVMPointerTypeKind) ||
        width > 64) {
        demand(k, d.any, "compare", "the result is not any number");
        return;
    }
    value x = operand_value(k, LLVMGetOperand(i, 0), 0);
    value y = operand_value(k, LLVMGetOperand(i, 1), 0);
    if (value_empty(x) || value_empty(y))
        return;
    LLVMIntPredicate p = LLVMGetICmpPredicate(i);
    if (x.target_count || y.target_count)
        compare_addresses(k, p, x, y, out);
    else
        outcomes(p, width ? width : 64, only_numbers(x), only_numbers(y), out);
    for (unsigned v = 0; v < 2; v++)
        demand(k, !out[v] || value_has(d, v), "compare",
               "the result lacks an outcome");
}
