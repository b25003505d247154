/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Arithmetic on addresses: getelementptr, and additions, masks and differences
 * of addresses that are kept as numbers. A result is the same object at other
 * offsets; what is computed otherwise becomes unrecognisable (node_launder).
 *
 * Over-approximates: many offsets become all multiples of their common step. It
 * would be wrong if a program made an address of the remainder, of the few
 * low bits or of the comparison of another one; README.md lists that.
 */
#include "solver.h"

#define OFFSETS_MAX 16 /* exact offsets of one address operation */
#define DEPTH_MAX 6    /* exact additions, then multiples of a repeated one */
#define DEPTH_LIMIT 24 /* then multiples of the last one in any case */

/* Something that changes whenever the integers of O do. */
static uint32_t version_of(struct analysis *a, struct instance *in, operand o)
{
    if (o == OPERAND_NONE)
        return 0;
    const struct vset *s = &value(a, in, o)->integers;
    return s->any ? VSET_LIMIT + 1 : s->count;
}

static bool is_object_of(struct analysis *a, const struct node *n, object_id o)
{
    for (uint32_t i = 0; i < arrlenu(n->targets); i++)
        if (a->targets[n->targets[i]].object == o)
            return true;
    return false;
}

static bool is_written_address(const struct op *op, unsigned operand_number)
{
    LLVMValueRef v = LLVMGetOperand(op->instruction, operand_number);
    return LLVMIsAPtrToIntInst(v) ||
           (LLVMIsAConstantExpr(v) && LLVMGetConstOpcode(v) == LLVMPtrToInt);
}

/* Whether it is written as the difference of two addresses. */
static bool is_difference(const struct op *op)
{
    return op->opcode == LLVMSub && is_written_address(op, 1);
}

/* Every address in O; the start of a function is a target of its own. */
static void add_anywhere(struct analysis *a, node_id to, object_id o)
{
    node_add_target(a, to, target_make(a, o, 0, 1, 0));
    if (a->objects[o].kind == MEMORY_FUNCTION)
        node_add_target(a, to, target_make(a, o, 0, 0, 0));
}

/* Is T, of FROM and the result of DEPTH additions, one of many to which D is
 * added in turn? A field of the last one is none. */
static bool is_repeated(struct analysis *a, const struct node *from,
                        struct target t, int64_t d, unsigned depth)
{
    if (depth >= DEPTH_LIMIT || a->objects[t.object].plain)
        return depth > 0;
    for (uint32_t i = 0; depth >= DEPTH_MAX && i < arrlenu(from->targets);
         i++) {
        struct target before = a->targets[from->targets[i]];
        if (before.object == t.object && !before.stride &&
            before.offset == t.offset - d)
            return true;
    }
    return false;
}

/* Addresses of FROM plus every one of OFFSETS; at any offset if it is NULL. */
static void add_offsets(struct analysis *a, node_id to,
                        const struct node *from, uint32_t first,
                        const struct vset *offsets, int sign)
{
    for (uint32_t i = first; i < arrlenu(from->targets); i++) {
        struct target t = a->targets[from->targets[i]];
        if (t.object == OBJECT_WORLD) {
            node_add_world(a, to);
            continue;
        }
        if (t.object == OBJECT_DISTANCE) {
            node_add_target(a, to, TARGET_DISTANCE);
            continue;
        }
        if (!offsets || offsets->any) {
            add_anywhere(a, to, t.object);
            continue;
        }
        unsigned depth = a->depths[from->targets[i]];
        for (uint32_t k = 0; k < offsets->count; k++) {
            int64_t d = sign * (int64_t)offsets->items[k];
            uint32_t stride = t.stride;
            if (!stride && d && is_repeated(a, from, t, d, depth))
                stride = gcd32((uint64_t)(d < 0 ? -d : d), 0);
            node_add_target(a, to,
                            target_make(a, t.object, t.offset + d, stride,
                                        d ? depth + 1 : depth));
        }
    }
}

/* How many objects of X, the world not counted, are none of Y. */
static unsigned missing_in(struct analysis *a, const struct node *x,
                           const struct node *y, bool *any)
{
    unsigned missing = 0;

    for (uint32_t i = 0; i < arrlenu(x->targets); i++) {
        object_id o = a->targets[x->targets[i]].object;
        if (o == OBJECT_WORLD)
            continue;
        *any = true;
        missing += !is_object_of(a, y, o);
    }
    return missing;
}

/* Are X and Y of the same objects? In a libc and a kernel that subtract nothing
 * else, what may be of the world is, as far as the others have a name. */
static bool are_of_same_objects(struct analysis *a, const struct node *x,
                                const struct node *y, bool system)
{
    bool world_x = is_object_of(a, x, OBJECT_WORLD);
    bool world_y = is_object_of(a, y, OBJECT_WORLD);
    bool any_x = false, any_y = false;
    unsigned missing =
        missing_in(a, x, y, &any_x) + missing_in(a, y, x, &any_y);

    if (!system && (world_x || world_y))
        return false;
    return any_x && any_y ? !missing : world_x && world_y;
}

/* Nothing is made of it but comparisons, which carry no address. */
static bool is_only_compared(LLVMValueRef difference)
{
    for (LLVMUseRef u = LLVMGetFirstUse(difference); u; u = LLVMGetNextUse(u))
        if (!LLVMIsAICmpInst(LLVMGetUser(u)))
            return false;
    return true;
}

/* X and Y are not of the same objects: their difference is the way from one
 * to another, forth or back. */
static void from_one_to_another(struct analysis *a, node_id to,
                                const struct node *x, const struct node *y)
{
    for (uint32_t i = 0; i < arrlenu(x->targets); i++)
        node_add_target(a, a->world, x->targets[i]);
    for (uint32_t i = 0; i < arrlenu(y->targets); i++)
        node_add_target(a, a->world, y->targets[i]);
    node_add_target(a, to, TARGET_DISTANCE);
}

/*
 * x - y, both addresses, is a distance: to add it to the address of some
 * object gives an address in that object, so it carries none itself. What is
 * not written as an address may be a number, where it can have numbers: then
 * the other one is moved.
 */
void subtract_addresses(struct analysis *a, struct instance *in,
                        uint32_t index)
{
    const struct op *op = &in->body->ops[index];
    struct node *x = value(a, in, op->a), *y = value(a, in, op->b);
    node_id to = node_of(in, op->dst);
    if (node_is_empty(x) || node_is_empty(y) || !HAS_RULE(a, distance))
        return;
    if (!is_difference(op) || !arrlen(y->targets))
        add_offsets(a, to, x, 0, &y->integers, -1);
    if (!arrlen(y->targets)) /* was no address after all */
        return;
    node_add_any(a, to);
    if (!arrlen(x->targets) ||
        (!vset_is_empty(&x->integers) && !is_written_address(op, 0)))
        node_launder(a, to, node_of(in, op->b));
}

/* Unless x or y may be in an object that the other one is not in: is it so? */
bool subtract_distant(struct analysis *a, struct instance *in, uint32_t index)
{
    const struct op *op = &in->body->ops[index];
    struct node *x = value(a, in, op->a), *y = value(a, in, op->b);
    if (!HAS_RULE(a, distance) || !arrlen(x->targets) || !arrlen(y->targets) ||
        is_only_compared(op->instruction) ||
        are_of_same_objects(a, x, y, in->body->system))
        return false;
    from_one_to_another(a, node_of(in, op->dst), x, y);
    return true;
}

/* Clears or sets low bits; the object's alignment says what that does. */
static bool mask_addresses(struct analysis *a, node_id to,
                           const struct node *from, const struct op *op,
                           uint64_t mask)
{
    uint64_t low = op->opcode == LLVMAnd ? ~mask : mask, span = 1;
    if (low >= NULL_PAGE || (op->opcode == LLVMAnd && (low & (low + 1))))
        return false;
    while (span <= low)
        span *= 2;
    for (uint32_t i = 0; i < arrlenu(from->targets); i++) {
        struct target t = a->targets[from->targets[i]];
        uint32_t align = a->objects[t.object].alignment;
        if (t.object == OBJECT_WORLD) {
            node_add_world(a, to);
            continue;
        }
        if (low >= align || t.stride % span) {
            add_anywhere(a, to, t.object);
            continue;
        }
        int64_t offset = op->opcode == LLVMAnd
                             ? t.offset & (int64_t)mask
                             : t.offset | (int64_t)mask;
        node_add_target(a, to,
                        target_make(a, t.object, offset, t.stride, 0));
    }
    return true;
}

/* Nothing is made of I but numbers too short for an address. */
static bool is_shortened(LLVMValueRef i)
{
    for (LLVMUseRef u = LLVMGetFirstUse(i); u; u = LLVMGetNextUse(u)) {
        LLVMValueRef user = LLVMGetUser(u);
        if (!LLVMIsAInstruction(user) ||
            LLVMGetInstructionOpcode(user) != LLVMAnd)
            return false;
        LLVMValueRef mask = LLVMGetOperand(user, 1);
        if (!LLVMIsAConstantInt(mask) ||
            LLVMConstIntGetZExtValue(mask) >= NULL_PAGE)
            return false;
    }
    return true;
}

/*
 * Integer arithmetic on addresses. True when the result is nothing but
 * addresses, as far as the operands are.
 */
bool binary_addresses(struct analysis *a, struct instance *in,
                      const struct op *op)
{
    node_id to = node_of(in, op->dst);
    struct node *x = value(a, in, op->a), *y = value(a, in, op->b);
    bool xs = arrlen(x->targets), ys = arrlen(y->targets);
    const struct node *n = xs ? x : y;
    const struct vset *k = xs ? &y->integers : &x->integers;
    bool one = !(xs && ys) && !k->any && k->count == 1;
    switch (op->opcode) {
    case LLVMAdd:
        if (!(xs && ys)) {
            add_offsets(a, to, n, 0, k, 1);
            return true;
        }
        break;
    case LLVMSub:
        if (is_difference(op) || (xs && ys))
            return false; /* when all is at rest */
        if (xs) {
            add_offsets(a, to, x, 0, &y->integers, -1);
            return true;
        }
        node_launder(a, to, node_of(in, op->b));
        return false;
    case LLVMAnd:
        if (one && k->items[0] < NULL_PAGE)
            return false; /* too few bits for an address */
        /* fall through */
    case LLVMOr:
        if (one && op->width == 64 && mask_addresses(a, to, n, op, k->items[0]))
            return true;
        break;
    case LLVMURem:
    case LLVMSRem:
        return false;
    case LLVMXor: /* often to compare the alignment of two addresses */
        if (is_shortened(op->instruction))
            return false;
        /* fall through */
    default:
        node_launder(a, to, node_of(in, op->a));
        node_launder(a, to, node_of(in, op->b));
        return false;
    }
    add_offsets(a, to, x, 0, NULL, 1);
    add_offsets(a, to, y, 0, NULL, 1);
    return false;
}

/*
 * The offsets that the variable indices add, as a set; or their common step,
 * when there are too many. 0 steps, no set: an index has no value yet.
 */
static bool index_offsets(struct analysis *a, struct instance *in,
                          const struct op *op, struct vset *offsets,
                          uint64_t *step)
{
    const struct term *terms = in->body->terms + op->first;
    uint64_t combinations = 1;
    *step = 0;
    for (uint32_t i = 0; i < op->count; i++) {
        uint64_t scale =
            (uint64_t)(terms[i].scale < 0 ? -terms[i].scale : terms[i].scale);
        *step = gcd32(*step, scale << terms[i].zeroes);
        const struct node *index =
            terms[i].index == OPERAND_NONE ? NULL
                                           : value(a, in, terms[i].index);
        if (index && node_is_empty(index))
            return false;
        if (!index || index->integers.any || arrlen(index->targets))
            combinations = OFFSETS_MAX + 1;
        else if (combinations <= OFFSETS_MAX)
            combinations *= index->integers.count;
    }
    vset_add(offsets, (uint64_t)op->offset);
    if (combinations > OFFSETS_MAX) {
        vset_make_any(offsets);
        return true;
    }
    for (uint32_t i = 0; i < op->count; i++) {
        const struct vset *s = &value(a, in, terms[i].index)->integers;
        struct vset sums = VSET_EMPTY;
        unsigned shift = 64u - terms[i].width;
        for (uint32_t k = 0; k < s->count; k++)
            for (uint32_t l = 0; l < offsets->count; l++) {
                int64_t v = (int64_t)(s->items[k] << shift) >> shift;
                vset_add(&sums, offsets->items[l] +
                                    (uint64_t)(v * terms[i].scale));
            }
        vset_free(offsets);
        *offsets = sums;
    }
    return true;
}

static void step_addresses(struct analysis *a, node_id to,
                           const struct node *from, uint32_t first,
                           int64_t offset, uint64_t step)
{
    for (uint32_t i = first; i < arrlenu(from->targets); i++) {
        struct target t = a->targets[from->targets[i]];
        if (t.object == OBJECT_WORLD)
            node_add_world(a, to);
        else if (a->objects[t.object].kind == MEMORY_FUNCTION)
            add_anywhere(a, to, t.object);
        else
            node_add_target(a, to,
                            target_make(a, t.object, t.offset + offset,
                                        gcd32(step, t.stride), 0));
    }
}

/* Numbers as base: NULL plus an offset, or an address kept as a number. */
static void base_numbers(struct analysis *a, struct instance *in,
                         const struct op *op, const struct vset *base,
                         const struct vset *offsets)
{
    node_id to = node_of(in, op->dst);
    if (base->any || (offsets->any && base->count &&
                      !(base->count == 1 && !base->items[0]))) {
        node_add_any(a, to);
        return;
    }
    if (offsets->any) {
        if (base->count) {
            node_add_integer(a, to, 0);
            if (!LLVMIsInBounds(op->instruction))
                node_add_any(a, to);
        }
        return;
    }
    for (uint32_t i = 0; i < base->count; i++)
        for (uint32_t k = 0; k < offsets->count; k++)
            node_add_integer(a, to, base->items[i] + offsets->items[k]);
}

/*
 * Addresses among the indices: what is the base, and what the index, is a
 * matter of taste. A number from the world counts only if it may be a distance.
 */
static void index_addresses(struct analysis *a, struct instance *in,
                            const struct op *op)
{
    node_id to = node_of(in, op->dst);
    for (uint32_t k = 0; k < op->count; k++) {
        operand o = in->body->terms[op->first + k].index;
        const struct node *n = o == OPERAND_NONE ? NULL : value(a, in, o);
        for (uint32_t i = 0; n && i < arrlenu(n->targets); i++) {
            target_id t = n->targets[i];
            if (t == TARGET_DISTANCE ||
                (t == TARGET_WORLD && a->world_distances))
                node_add_world(a, to);
            else if (t != TARGET_WORLD)
                add_anywhere(a, to, a->targets[t].object);
        }
    }
}

void run_address(struct analysis *a, struct instance *in, const struct op *op,
                 struct op_state *state)
{
    struct node *from = value(a, in, op->a);
    struct vset offsets = VSET_EMPTY;
    uint64_t step;
    uint32_t version = 1;
    if (!index_offsets(a, in, op, &offsets, &step) ||
        !HAS_RULE(a, address)) {
        vset_free(&offsets);
        return;
    }
    for (uint32_t i = 0; i < op->count; i++)
        version = version * 64 +
                  version_of(a, in, in->body->terms[op->first + i].index);
    if (version != state->version)
        state->seen = 0;
    state->version = version;
    node_id to = node_of(in, op->dst);
    uint32_t first = state->seen;
    state->seen = arrlenu(from->targets);
    if (offsets.any)
        step_addresses(a, to, from, first, op->offset, step);
    else
        add_offsets(a, to, from, first, &offsets, 1);
    base_numbers(a, in, op, &from->integers, &offsets);
    index_addresses(a, in, op);
    vset_free(&offsets);
}
