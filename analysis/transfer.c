/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What one operation of a reached block does to the state. visit_op runs once
 * per instance, when the block is reached; run_op runs then, and again each
 * time that an operand has grown. Runs may repeat: all effects are idempotent.
 */
#include "solver.h"


struct reason used_at(LLVMValueRef i, enum edge_kind kind)
{
    LLVMBasicBlockRef block = LLVMGetInstructionParent(i);
    return (struct reason){kind, LLVMGetBasicBlockParent(block), i, NULL};
}

node_id node_of(struct instance *in, operand o)
{
    return o & OPERAND_CONSTANT ? o & ~OPERAND_CONSTANT : in->values + o;
}

struct node *value(struct analysis *a, struct instance *in, operand o)
{
    return node_at(a, node_find(a, node_of(in, o)));
}

static void copy(struct analysis *a, struct instance *in, operand to,
                 operand from, unsigned leaves)
{
    if (to == OPERAND_NONE)
        return;
    for (unsigned i = 0; i < leaves; i++)
        node_include(a, node_of(in, to + i), node_of(in, from + i));
}

static void run_select(struct analysis *a, struct instance *in,
                       const struct op *op)
{
    const struct vset any = VSET_ANY, *s = &any;
    if (op->a != OPERAND_NONE)
        s = &value(a, in, op->a)->integers;
    if (vset_contains(s, 1) && HAS_RULE(a, select))
        copy(a, in, op->dst, op->b, op->leaves);
    if (vset_contains(s, 0) && HAS_RULE(a, select))
        copy(a, in, op->dst, op->c, op->leaves);
}

static void run_cast(struct analysis *a, struct instance *in,
                     const struct op *op)
{
    node_id to = node_of(in, op->dst);
    struct node *from = value(a, in, op->a);
    LLVMValueRef operand = LLVMGetOperand(op->instruction, 0);
    unsigned width = width_of_type(LLVMTypeOf(operand));
    if (arrlen(from->targets))
        node_launder(a, to, node_of(in, op->a));
    struct vset s = arith_cast(op, &from->integers, width);
    if (HAS_RULE(a, cast))
        node_add_integers(a, to, &s);
    vset_free(&s);
}

static void run_binary(struct analysis *a, struct instance *in,
                       const struct op *op)
{
    node_id to = node_of(in, op->dst);
    struct node *x = value(a, in, op->a), *y = value(a, in, op->b);
    if (node_is_empty(x) || node_is_empty(y))
        return;
    bool addresses = arrlen(x->targets) || arrlen(y->targets);
    if (addresses && HAS_RULE(a, address_arithmetic) &&
        !binary_addresses(a, in, op)) {
        node_add_any(a, to);
        return;
    }
    struct vset s = arith_binary(op, &x->integers, &y->integers, op->width);
    if (HAS_RULE(a, arithmetic))
        node_add_integers(a, to, &s);
    vset_free(&s);
}

/* Whether two addresses may be equal numbers. */
static bool may_alias(struct analysis *a, target_id x, target_id y)
{
    struct target s = a->targets[x], t = a->targets[y];
    const struct object *o = &a->objects[s.object], *p = &a->objects[t.object];
    if (s.object == OBJECT_WORLD || t.object == OBJECT_WORLD)
        return s.object == t.object || o->world || p->world;
    if (o->plain && p->plain)
        return true; /* equal constants may become one */
    if (s.object != t.object) {
        /* One past the end of one may be the start of another; what the
         * linker defines lies anywhere. */
        bool inside = !s.stride && !t.stride && s.offset >= 0 &&
                      t.offset >= 0 &&
                      (o->kind == MEMORY_FUNCTION ||
                       (o->size && (uint64_t)s.offset < o->size)) &&
                      (p->kind == MEMORY_FUNCTION ||
                       (p->size && (uint64_t)t.offset < p->size));
        return !inside;
    }
    uint32_t g = gcd32(s.stride, t.stride);
    return g ? (s.offset - t.offset) % g == 0 : s.offset == t.offset;
}

/* Whether both are the same one address in every execution. */
static bool must_alias(struct analysis *a, const struct node *x,
                       const struct node *y)
{
    if (arrlen(x->targets) != 1 || arrlen(y->targets) != 1 ||
        x->targets[0] != y->targets[0] || !vset_is_empty(&x->integers) ||
        !vset_is_empty(&y->integers))
        return false;
    struct target t = a->targets[x->targets[0]];
    return t.object != OBJECT_WORLD && !t.stride && !a->objects[t.object].many;
}

static bool may_equal(struct analysis *a, const struct node *x,
                      const struct node *y)
{
    bool xs = arrlen(x->targets), ys = arrlen(y->targets);
    const struct vset *s = &x->integers, *t = &y->integers;
    if ((s->any && !node_is_empty(y)) || (t->any && !node_is_empty(x)))
        return true;
    for (uint32_t i = 0; i < s->count; i++) {
        if (vset_contains(t, s->items[i]))
            return true;
        if (ys && s->items[i] >= NULL_PAGE)
            return true; /* some address may be this number */
    }
    for (uint32_t i = 0; i < t->count; i++)
        if (xs && t->items[i] >= NULL_PAGE)
            return true;
    if (arrlenu(x->targets) * arrlenu(y->targets) > 4096)
        return true;
    for (uint32_t i = 0; i < arrlenu(x->targets); i++)
        for (uint32_t k = 0; k < arrlenu(y->targets); k++)
            if (may_alias(a, x->targets[i], y->targets[k]))
                return true;
    return false;
}

/* Equality of addresses; every other order of them may hold or not. */
static void compare_addresses(struct analysis *a, struct instance *in,
                              const struct op *op)
{
    struct node *x = value(a, in, op->a), *y = value(a, in, op->b);
    node_id to = node_of(in, op->dst);
    LLVMIntPredicate p = LLVMGetICmpPredicate(op->instruction);
    if (p != LLVMIntEQ && p != LLVMIntNE) {
        node_add_any(a, to);
        return;
    }
    bool differ = !must_alias(a, x, y) &&
                  (arrlen(x->targets) || arrlen(y->targets) ||
                   x->integers.any || y->integers.any ||
                   x->integers.count > 1 || y->integers.count > 1 ||
                   x->integers.items[0] != y->integers.items[0]);
    if (may_equal(a, x, y))
        node_add_integer(a, to, p == LLVMIntEQ);
    if (differ)
        node_add_integer(a, to, p == LLVMIntNE);
}

static void run_compare(struct analysis *a, struct instance *in,
                        const struct op *op)
{
    struct node *x = value(a, in, op->a), *y = value(a, in, op->b);
    if (node_is_empty(x) || node_is_empty(y) || !HAS_RULE(a, compare))
        return;
    LLVMTypeRef type = LLVMTypeOf(LLVMGetOperand(op->instruction, 0));
    unsigned width = width_of_type(type);
    if (arrlen(x->targets) || arrlen(y->targets)) {
        compare_addresses(a, in, op);
        return;
    }
    struct vset s =
        arith_binary(op, &x->integers, &y->integers, width ? width : 64);
    node_add_integers(a, node_of(in, op->dst), &s);
    vset_free(&s);
}

static bool is_memory(struct analysis *a, struct target t)
{
    return a->objects[t.object].kind != MEMORY_FUNCTION;
}

static struct range leaf_at(struct target t, const struct leaf *leaf,
                            unsigned repetition)
{
    int64_t offset = t.offset + leaf->offset + repetition * leaf->size;
    if (t.stride) {
        offset %= t.stride;
        if (offset < 0)
            offset += t.stride;
    }
    return (struct range){offset, t.stride, leaf->size};
}

/* The value of TYPE at T goes into the leaves from INTO on. */
void read_memory(struct analysis *a, target_id target, LLVMTypeRef type,
                 node_id into)
{
    struct target t = a->targets[target];
    struct leaf leaves[LEAVES_MAX];
    unsigned n = leaves_of(a, type, leaves);
    for (unsigned i = 0; i < n; i++) {
        if (t.object == OBJECT_WORLD) {
            node_add_world(a, into + i);
        } else if (!is_memory(a, t)) {
            node_add_any(a, into + i); /* code as data */
        } else {
            for (unsigned k = 0; k < leaves[i].repeat; k++)
                node_include(a, into + i,
                             object_view(a, t.object,
                                         leaf_at(t, &leaves[i], k)));
        }
    }
}

/* The value of TYPE in the leaves from FROM on is written to T. */
void write_memory(struct analysis *a, target_id target, LLVMTypeRef type,
                  node_id from)
{
    struct target t = a->targets[target];
    struct leaf leaves[LEAVES_MAX];
    unsigned n = leaves_of(a, type, leaves);
    for (unsigned i = 0; i < n; i++) {
        if (t.object == OBJECT_WORLD) {
            node_include(a, a->world, from + i);
        } else if (is_memory(a, t)) {
            for (unsigned k = 0; k < leaves[i].repeat; k++)
                node_include(a,
                             object_cell(a, t.object,
                                         leaf_at(t, &leaves[i], k), 0),
                             from + i);
        }
    }
}

static target_id shifted(struct analysis *a, target_id t, int64_t by)
{
    struct target s = a->targets[t];
    if (!by || s.object == OBJECT_WORLD)
        return t;
    return target_make(a, s.object, s.offset + by, s.stride, 0);
}

/* Something outside of the program may have changed the memory. In libc and
 * the kernel `volatile` is for threads, and for devices in the world. */
static void read_volatile(struct analysis *a, struct instance *in,
                          const struct op *op)
{
    struct leaf leaves[LEAVES_MAX];
    unsigned n = leaves_of(a, op->type, leaves);
    for (unsigned i = 0; i < n; i++)
        node_add_any(a, node_of(in, op->dst + i));
}

static void run_access(struct analysis *a, struct instance *in,
                       const struct op *op, struct op_state *state)
{
    struct node *at = value(a, in, op->a);
    bool world = node_of(in, op->a) == a->world;
    uint32_t i = state->seen, end = world ? 1 : arrlenu(at->targets);
    state->seen = end;
    for (; i < end; i++) {
        at = value(a, in, op->a);
        target_id t = world ? TARGET_WORLD
                            : shifted(a, at->targets[i], op->offset);
        if (op->kind != OP_LOAD && HAS_RULE(a, store))
            write_memory(a, t, op->type, node_of(in, op->b));
        if (op->kind != OP_STORE && HAS_RULE(a, load))
            read_memory(a, t, op->type, node_of(in, op->dst));
        if (op->kind != OP_STORE && !in->body->system &&
            LLVMGetVolatile(op->instruction))
            read_volatile(a, in, op);
    }
}

/* What an atomic operation leaves in memory beside its operand. */
static void run_exchange(struct analysis *a, struct instance *in,
                         const struct op *op, struct op_state *state)
{
    if (LLVMIsAAtomicCmpXchgInst(op->instruction)) {
        struct leaf leaves[LEAVES_MAX];
        node_add_any(a, node_of(in, op->dst) +
                            leaves_of(a, op->type, leaves));
        return;
    }
    if (LLVMGetAtomicRMWBinOp(op->instruction) == LLVMAtomicRMWBinOpXchg)
        return;
    /* A sum, a mask: any number, made of both. */
    struct node *at = value(a, in, op->a);
    if (!state->scratch) {
        state->scratch = node_new(a, NONE, 1);
        node_add_any(a, state->scratch);
        node_read_part(a, state->scratch, node_of(in, op->b), 0, 0);
        node_read_part(a, state->scratch, node_of(in, op->dst), 0, 0);
    }
    node_id made = state->scratch;
    for (uint32_t i = 0; i < arrlenu(at->targets); i++)
        write_memory(a, shifted(a, at->targets[i], op->offset), op->type,
                     made);
}

static void run_object(struct analysis *a, struct instance *in,
                       const struct op *op, struct op_state *state)
{
    LLVMValueRef i = op->instruction;
    if (!state->object) {
        LLVMValueRef count = LLVMGetOperand(i, 0);
        uint64_t size =
            LLVMABISizeOfType(a->layout, LLVMGetAllocatedType(i));
        size = LLVMIsAConstantInt(count)
                   ? size * LLVMConstIntGetZExtValue(count)
                   : 0;
        state->object =
            object_new(a, MEMORY_STACK, i, size, LLVMGetAlignment(i));
        a->objects[state->object].many = true;
    }
    node_add_target(a, node_of(in, op->dst),
                    target_make(a, state->object, 0, 0, 0));
}

static void run_branch(struct analysis *a, struct instance *in,
                       const struct op *op)
{
    struct node *n = value(a, in, op->a);
    bool any = arrlen(n->targets);
    if (!HAS_RULE(a, branch))
        return;
    if (any || vset_contains(&n->integers, 1))
        reach_flow(a, in, op->block, 0);
    if (any || vset_contains(&n->integers, 0))
        reach_flow(a, in, op->block, 1);
}

/* The default is feasible when some member of the set has no case. */
static void run_switch(struct analysis *a, struct instance *in,
                       const struct op *op)
{
    struct node *n = value(a, in, op->a);
    bool any = arrlen(n->targets) || n->integers.any;
    uint32_t matched = 0;
    if (!HAS_RULE(a, switch))
        return;
    LLVMValueRef i = op->instruction;
    for (unsigned k = 1, end = LLVMGetNumSuccessors(i); k < end; k++) {
        LLVMValueRef c = LLVMGetSwitchCaseValue(i, k);
        if (any || vset_contains(&n->integers, LLVMConstIntGetZExtValue(c))) {
            matched++;
            reach_flow(a, in, op->block, k);
        }
    }
    if (any || matched < n->integers.count)
        reach_flow(a, in, op->block, 0);
}

static void run_mix(struct analysis *a, struct instance *in,
                    const struct op *op)
{
    for (unsigned k = 0; k < op->leaves && op->dst != OPERAND_NONE; k++) {
        node_id to = node_of(in, op->dst + k);
        node_add_any(a, to);
        for (uint32_t i = 0; i < op->count; i++) {
            operand o = in->body->operands[op->first + i];
            if (HAS_RULE(a, mix))
                node_launder(a, to, node_of(in, o));
        }
    }
}

void run_op(struct analysis *a, struct instance *in, uint32_t index)
{
    const struct op *op = &in->body->ops[index];
    struct op_state *state = &in->states[index];
    switch ((enum op_kind)op->kind) {
    case OP_COPY:
        copy(a, in, op->dst, op->a, HAS_RULE(a, copy) ? op->leaves : 0);
        break;
    case OP_SELECT:
        run_select(a, in, op);
        break;
    case OP_CAST:
        run_cast(a, in, op);
        break;
    case OP_BINARY:
        run_binary(a, in, op);
        break;
    case OP_COMPARE:
        run_compare(a, in, op);
        break;
    case OP_ADDRESS:
        run_address(a, in, op, state);
        break;
    case OP_OBJECT:
        run_object(a, in, op, state);
        break;
    case OP_EXCHANGE:
        run_access(a, in, op, state);
        run_exchange(a, in, op, state);
        break;
    case OP_LOAD:
    case OP_STORE:
        run_access(a, in, op, state);
        break;
    case OP_CALL:
        run_call(a, in, index);
        break;
    case OP_RETURN:
        for (unsigned i = 0; i < op->leaves && HAS_RULE(a, return); i++)
            node_include(a, in->results + i, node_of(in, op->a + i));
        break;
    case OP_ANY:
        if (op->dst != OPERAND_NONE)
            node_add_any(a, node_of(in, op->dst));
        break;
    case OP_MIX:
        run_mix(a, in, op);
        break;
    case OP_JUMP:
        for (unsigned k = 0; k < in->body->blocks[op->block].flow_count; k++)
            reach_flow(a, in, op->block, k);
        break;
    case OP_BRANCH:
        run_branch(a, in, op);
        break;
    case OP_SWITCH:
        run_switch(a, in, op);
        break;
    }
}

static void mention_operands(struct analysis *a, LLVMValueRef i)
{
    if (is_call(i) || LLVMIsAPHINode(i))
        return;
    struct reason why = used_at(i, EDGE_ADDRESS);
    for (int k = 0, n = LLVMGetNumOperands(i); k < n; k++) {
        LLVMValueRef operand = LLVMGetOperand(i, k);
        if (LLVMIsAConstant(operand))
            mention(a, operand, why);
    }
}

void visit_op(struct analysis *a, struct instance *in, uint32_t index)
{
    const struct op *op = &in->body->ops[index];
    a->instructions_visited++;
    struct op_ref ref = {in, index};
    mention_operands(a, op->instruction);
    if (op->kind == OP_CALL)
        visit_call(a, in, index);
    if (op->kind == OP_LOAD || op->kind == OP_EXCHANGE)
        arrput(a->loads, ref);
    if (op->kind == OP_LOAD || op->kind == OP_EXCHANGE ||
        op->kind == OP_STORE ||
        (op->kind == OP_CALL && op->a != OPERAND_NONE))
        arrput(a->derefs, ref);
    if (op->a == (OPERAND_CONSTANT | a->thread))
        arrput(a->thread_accesses, ref);
    if (op->kind == OP_ADDRESS && op->count)
        arrput(a->additions, ref);
    if (op->kind == OP_BINARY && op->opcode == LLVMSub)
        arrput(a->differences, ((struct difference){.ref = ref}));
    if (op->opcode == LLVMFRem && op->kind == OP_MIX)
        visit_remainder(a, op->instruction);
    run_op(a, in, index);
}
