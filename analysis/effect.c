/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What a call of a function with a summary does: copies and fills of memory,
 * allocation, variadic arguments. See summary.c for which functions these are.
 *
 * Over-approximates: a copy of unknown length is one of everything that follows
 * in the object. It would be wrong if a function did more than its name says.
 */
#include "solver.h"

#include "summary.h"

/* The most bytes that a length can be; 0: not known. */
static uint32_t length_of(struct analysis *a, struct instance *in, operand o)
{
    const struct node *n = node_at(a, node_find(a, node_of(in, o)));
    uint64_t most = 0;
    if (n->integers.any || arrlen(n->targets))
        return 0;
    for (uint32_t i = 0; i < n->integers.count; i++)
        if (n->integers.items[i] > most)
            most = n->integers.items[i];
    return most >= UINT32_MAX / 4 ? 0 : (uint32_t)most;
}

static struct node *argument_node(struct analysis *a, struct instance *in,
                                  const struct op *op, unsigned k)
{
    operand o = argument(in, op, k);
    return o == OPERAND_NONE ? NULL
                             : node_at(a, node_find(a, node_of(in, o)));
}

static void copy_memory(struct analysis *a, struct instance *in,
                        const struct op *op, unsigned to, unsigned from,
                        unsigned length)
{
    uint32_t n = length_of(a, in, argument(in, op, length));
    struct node *d = argument_node(a, in, op, to);
    struct node *s = argument_node(a, in, op, from);
    if (!d || !s || !HAS_RULE(a, memory_copy) ||
        node_is_empty(argument_node(a, in, op, length)))
        return;
    /* A length that is always 0, as against one that is not known. */
    const struct vset *l = &argument_node(a, in, op, length)->integers;
    if (!n && !l->any && l->count == 1 && !l->items[0])
        return;
    for (uint32_t i = 0; i < arrlenu(d->targets); i++)
        for (uint32_t k = 0; k < arrlenu(s->targets); k++)
            copy_between(a, d->targets[i], s->targets[k], n);
}

static void set_memory(struct analysis *a, struct instance *in,
                       const struct op *op)
{
    struct node *to = argument_node(a, in, op, 0);
    struct node *byte = argument_node(a, in, op, 1);
    struct node *length = argument_node(a, in, op, 2);
    if (!HAS_RULE(a, memory_set) || node_is_empty(byte) ||
        node_is_empty(length))
        return;
    uint32_t n = length_of(a, in, argument(in, op, 2));
    int value = FILL_ANY;
    if (!byte->integers.any && byte->integers.count == 1 &&
        !arrlen(byte->targets))
        value = (int)(byte->integers.items[0] & 0xff);
    for (uint32_t i = 0; i < arrlenu(to->targets); i++) {
        struct target t = a->targets[to->targets[i]];
        struct range at = {t.offset, t.stride, n};
        if (t.object != OBJECT_WORLD)
            object_fill(a, t.object, at, value, 0);
    }
}

static void allocate(struct analysis *a, struct instance *in, uint32_t index,
                     enum summary s)
{
    const struct op *op = &in->body->ops[index];
    struct op_state *state = &in->states[index];
    if (!HAS_RULE(a, allocation))
        return;
    if (!state->object) {
        state->object =
            object_new(a, MEMORY_HEAP, op->instruction, 0, 16);
        a->objects[state->object].many = true;
        struct range all = {0, 0, 0};
        if (s == SUMMARY_CALLOC)
            object_fill(a, state->object, all, 0, 0);
    }
    target_id t = target_make(a, state->object, 0, 0, 0);
    if (s == SUMMARY_MEMALIGN) {
        struct node *at = argument_node(a, in, op, 0);
        if (!state->scratch)
            state->scratch = node_new(a, NONE, 1);
        node_id made = state->scratch;
        node_add_target(a, made, t);
        for (uint32_t i = 0; i < arrlenu(at->targets); i++)
            write_memory(a, at->targets[i],
                         LLVMTypeOf(LLVMGetOperand(op->instruction, 0)), made);
        result_any(a, in, op);
        return;
    }
    if (op->dst == OPERAND_NONE)
        return;
    node_add_target(a, node_of(in, op->dst), t);
    node_add_integer(a, node_of(in, op->dst), 0);
    if (s != SUMMARY_REALLOC)
        return;
    struct node *old = argument_node(a, in, op, 0);
    for (uint32_t i = 0; i < arrlenu(old->targets); i++)
        copy_between(a, t, old->targets[i], 0);
}

/* Fills in a va_list (x86-64 psABI, 3.5.7): two counts, two areas. */
static void start_variadic(struct analysis *a, struct instance *in,
                           const struct op *op, struct op_state *state)
{
    target_id area = target_make(a, varargs_of(a, in), 0, 8, 0);
    struct node *list = argument_node(a, in, op, 0);
    LLVMContextRef c = LLVMGetModuleContext(a->module);
    if (!state->scratch)
        state->scratch = node_new(a, NONE, 2);
    node_id areas = state->scratch, counts = areas + 1;
    node_add_target(a, areas, area);
    node_add_any(a, counts);
    for (uint32_t i = 0; i < arrlenu(list->targets); i++) {
        struct target t = a->targets[list->targets[i]];
        for (unsigned k = 0; k < 4 && t.object != OBJECT_WORLD; k++) {
            target_id at = target_make(a, t.object,
                                       t.offset + (k < 2 ? 4 * k : 8 * k - 8),
                                       t.stride, 0);
            write_memory(a, at,
                         k < 2 ? LLVMInt32TypeInContext(c)
                               : LLVMPointerTypeInContext(c, 0),
                         k < 2 ? counts : areas);
        }
        if (t.object == OBJECT_WORLD)
            node_add_target(a, a->world, area);
    }
}

static void copy_variadic(struct analysis *a, struct instance *in,
                          const struct op *op)
{
    struct node *d = argument_node(a, in, op, 0);
    struct node *s = argument_node(a, in, op, 1);
    for (uint32_t i = 0; i < arrlenu(d->targets); i++)
        for (uint32_t k = 0; k < arrlenu(s->targets); k++)
            copy_between(a, d->targets[i], s->targets[k], 24);
}

static void mix_arguments(struct analysis *a, struct instance *in,
                          const struct op *op)
{
    for (unsigned l = 0; l < op->leaves && op->dst != OPERAND_NONE; l++) {
        node_id to = node_of(in, op->dst + l);
        node_add_any(a, to);
        for (unsigned k = 0; k < op->count; k++) {
            operand o = argument(in, op, k);
            unsigned n = o == OPERAND_NONE ? 0 : argument_leaves(a, op, k);
            for (unsigned i = 0; i < n && HAS_RULE(a, mix); i++)
                node_launder(a, to, node_of(in, o + i));
        }
    }
}

/* Clears low bits of an address: anywhere in its object. */
static void mask_pointer(struct analysis *a, struct instance *in,
                         const struct op *op)
{
    struct node *from = argument_node(a, in, op, 0);
    for (uint32_t i = 0; i < arrlenu(from->targets); i++) {
        object_id o = a->targets[from->targets[i]].object;
        node_add_target(a, node_of(in, op->dst), target_make(a, o, 0, 1, 0));
    }
    if (!vset_is_empty(&from->integers))
        node_add_any(a, node_of(in, op->dst));
}

/* A function whose effect is known: its own code sees unknown arguments. */
void run_summary(struct analysis *a, struct instance *in, uint32_t index,
                 enum summary s)
{
    const struct op *op = &in->body->ops[index];
    switch (s) {
    case SUMMARY_COPY_FIRST:
        if (op->dst != OPERAND_NONE && HAS_RULE(a, copy))
            pass(a, node_of(in, op->dst), op->leaves, in, argument(in, op, 0),
                 argument_leaves(a, op, 0));
        break;
    case SUMMARY_EITHER:
        if (op->dst != OPERAND_NONE && HAS_RULE(a, copy))
            for (unsigned k = 0; k < 2; k++)
                pass(a, node_of(in, op->dst), op->leaves, in,
                     argument(in, op, k), argument_leaves(a, op, k));
        break;
    case SUMMARY_POINTER_MASK:
        mask_pointer(a, in, op);
        break;
    case SUMMARY_MEMORY_COPY:
        copy_memory(a, in, op, 0, 1, 2);
        if (op->dst != OPERAND_NONE)
            pass(a, node_of(in, op->dst), op->leaves, in, argument(in, op, 0),
                 1);
        break;
    case SUMMARY_MEMORY_SET:
        set_memory(a, in, op);
        if (op->dst != OPERAND_NONE)
            pass(a, node_of(in, op->dst), op->leaves, in, argument(in, op, 0),
                 1);
        break;
    case SUMMARY_MALLOC:
    case SUMMARY_CALLOC:
    case SUMMARY_REALLOC:
    case SUMMARY_MEMALIGN:
        allocate(a, in, index, s);
        break;
    case SUMMARY_VA_START:
        if (HAS_RULE(a, variadic))
            start_variadic(a, in, op, &in->states[index]);
        break;
    case SUMMARY_VA_COPY:
        if (HAS_RULE(a, variadic))
            copy_variadic(a, in, op);
        break;
    case SUMMARY_THREAD_POINTER:
        if (HAS_RULE(a, thread_pointer))
            node_include(a, a->thread, node_of(in, argument(in, op, 0)));
        result_any(a, in, op);
        break;
    case SUMMARY_FORMAT:
        run_format(a, in, index);
        break;
    case SUMMARY_MIX:
        mix_arguments(a, in, op);
        break;
    case SUMMARY_NOTHING:
        result_any(a, in, op);
        break;
    case SUMMARY_ESCAPE:
        arguments_escape(a, in, op);
        result_world(a, in, op);
        break;
    case SUMMARY_UNKNOWN:
        call_unknown(a, in, index);
        break;
    case SUMMARY_QUERY: /* "no" is answered when all is at rest */
        if (op->dst != OPERAND_NONE && analysis_query(a, op->instruction))
            node_add_integer(a, node_of(in, op->dst), 1);
        break;
    case SUMMARY_NONE:
        break;
    }
}

bool too_few_arguments(const struct op *op, enum summary s)
{
    static const unsigned needed[] = {
        [SUMMARY_MEMORY_COPY] = 3, [SUMMARY_MEMORY_SET] = 3,
        [SUMMARY_REALLOC] = 1,     [SUMMARY_MEMALIGN] = 1,
        [SUMMARY_THREAD_POINTER] = 1, [SUMMARY_FORMAT] = 3,
        [SUMMARY_UNKNOWN] = 0};
    return op->count < needed[s];
}
