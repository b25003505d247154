/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Worklists and the fixpoint.
 *
 * What is undefined is decided when all else is at rest, in this order: memory
 * that nobody wrote gives any number; a distance between objects carries
 * addresses; a number that is used as an address is one in the world; a query
 * of a function that nothing has reached is "no". Each decision may let more
 * come in, until nothing is left to decide.
 */
#include "solver.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bounds of the arrays of constructors and destructors, whose members are
 * roots: see program.c. What is read from them calls nothing else. */
static bool is_startup_array(LLVMValueRef g)
{
    static const char *const names[] = {
        "__preinit_array_start", "__preinit_array_end", "__init_array_start",
        "__init_array_end",      "__fini_array_start",  "__fini_array_end"};
    size_t length;
    const char *name = LLVMGetValueName2(g, &length);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(name, names[i]))
            return true;
    return false;
}

static bool is_plain(LLVMValueRef g)
{
    LLVMValueRef c = LLVMGetInitializer(g);
    return LLVMIsAConstantDataArray(c) || LLVMIsAConstantAggregateZero(c) ||
           LLVMIsAConstantInt(c) || LLVMIsAConstantFP(c);
}

object_id object_of(struct analysis *a, LLVMValueRef global)
{
    LLVMValueRef f = function_of_alias(global);
    if (f)
        global = f;
    object_id o = entity_of(a, global)->object;
    if (o)
        return o;
    uint64_t size = 0;
    enum object_kind kind = f ? MEMORY_FUNCTION : MEMORY_GLOBAL;
    bool declared = !f && LLVMIsDeclaration(global);
    if (declared && is_startup_array(global)) {
        kind = MEMORY_STARTUP;
        declared = false;
    }
    if (LLVMIsAGlobalVariable(global)) {
        LLVMTypeRef type = LLVMGlobalGetValueType(global);
        if (!declared && kind == MEMORY_GLOBAL && LLVMTypeIsSized(type))
            size = LLVMABISizeOfType(a->layout, type);
    }
    uint32_t alignment = LLVMIsAGlobalVariable(global)
                             ? LLVMGetAlignment(global)
                             : 1;
    o = object_new(a, kind, global, size, alignment);
    entity_of(a, global)->object = o;
    if (LLVMIsAGlobalVariable(global) && LLVMIsThreadLocal(global))
        a->objects[o].many = true;
    a->objects[o].constant = kind == MEMORY_GLOBAL && !declared &&
                             LLVMIsAGlobalVariable(global) &&
                             LLVMIsGlobalConstant(global) &&
                             !LLVMIsExternallyInitialized(global);
    a->objects[o].plain = a->objects[o].constant && is_plain(global);
    if (declared || (LLVMIsAGlobalVariable(global) &&
                     LLVMIsExternallyInitialized(global)))
        a->objects[o].world = true;
    return o;
}

static void reach_block(struct analysis *a, struct instance *in,
                        uint32_t block)
{
    struct op_ref ref = {in, block};
    if (in->block_reached[block])
        return;
    in->block_reached[block] = true;
    hmput(a->blocks, in->body->blocks[block].block, true);
    arrput(a->blocks_todo, ref);
}

struct instance *instance_for(struct analysis *a, LLVMValueRef f,
                              LLVMValueRef site)
{
    struct entity *e = entity_of(a, f);
    (void)site; /* one context for all calls */
    if (e->instances)
        return e->instances;
    struct function_body *body = decode(a, f);
    struct instance *in = calloc(1, sizeof *in);
    if (!in)
        abort();
    in->body = body;
    in->block_reached = calloc(arrlenu(body->blocks) + 1, 1);
    in->edge_reached = calloc(arrlenu(body->edges) + 1, 1);
    in->states = calloc(arrlenu(body->ops) + 1, sizeof *in->states);
    if (!in->block_reached || !in->edge_reached || !in->states)
        abort();
    uint32_t number = (uint32_t)arrlen(a->instances);
    in->values = node_new(a, number, body->values + body->results);
    in->results = in->values + body->values;
    arrput(a->instances, in);
    e = entity_of(a, f);
    e->body = body;
    e->instances = in;
    reach_block(a, in, 0);
    reach_stack_protector(a, f);
    return in;
}

void reach_function(struct analysis *a, LLVMValueRef f, struct reason why)
{
    struct entity *e = entity_of(a, f);
    if (e->reason.kind != EDGE_NONE)
        return;
    e->reason = why;
    for (ptrdiff_t i = 0; i < arrlen(e->queries); i++) {
        ptrdiff_t k = hmgeti(a->query_refs, e->queries[i]);
        if (k >= 0)
            arrput(a->ops_todo, a->query_refs[k].value);
    }
    LLVMValueRef *conditional = e->conditional;
    if (!LLVMIsDeclaration(f))
        instance_for(a, f, NULL);
    for (ptrdiff_t i = 0; i < arrlen(conditional) && HAS_RULE(a, root_when);
         i++) {
        reach_function(a, conditional[i],
                       (struct reason){EDGE_ROOT_WHEN, .from = f});
        open_function(a, conditional[i]);
    }
}

/* F may be called with unknown arguments, and its result goes anywhere. */
void open_function(struct analysis *a, LLVMValueRef f)
{
    if (LLVMIsDeclaration(f) || entity_of(a, f)->open)
        return;
    entity_of(a, f)->open = true;
    struct instance *in = instance_for(a, f, NULL);
    unsigned k = 0;
    for (LLVMValueRef p = LLVMGetFirstParam(f); p;
         p = LLVMGetNextParam(p), k++)
        for (uint32_t i = in->body->parameters[k];
             i < in->body->parameters[k + 1]; i++)
            node_add_world(a, in->values + i);
    for (uint32_t i = 0; i < in->body->results; i++)
        node_include(a, a->world, in->results + i);
    if (LLVMIsFunctionVarArg(LLVMGlobalGetValueType(f))) {
        if (!in->varargs) {
            in->varargs = object_new(a, MEMORY_VARARGS, f, 0, 8);
            a->objects[in->varargs].many = true;
        }
        object_join_world(a, in->varargs);
    }
}

void reach_global(struct analysis *a, LLVMValueRef g, struct reason why)
{
    struct entity *e = entity_of(a, g);
    if (e->reason.kind != EDGE_NONE)
        return;
    e->reason = why;
    if (LLVMIsAGlobalAlias(g)) {
        if (function_of_alias(g))
            return; /* a call is no use of the address: see mention_global */
        mention(a, LLVMAliasGetAliasee(g),
                (struct reason){EDGE_ALIAS, .from = g});
    } else if (LLVMIsAGlobalVariable(g) && LLVMGetInitializer(g)) {
        mention(a, LLVMGetInitializer(g),
                (struct reason){EDGE_INITIALISER, .from = g});
    }
}

void take_address(struct analysis *a, LLVMValueRef f, struct reason why)
{
    struct entity *e = entity_of(a, f);
    if (e->taken.kind != EDGE_NONE)
        return;
    e->taken = why;
    arrput(a->address_taken, f);
}

/* Its address is more of a reason than whichever call could use it. */
void call_from_world(struct analysis *a, LLVMValueRef f)
{
    struct reason taken = entity_of(a, f)->taken;
    reach_function(a, f,
                   taken.kind != EDGE_NONE
                       ? taken
                       : used_at(a->world_call, EDGE_INDIRECT));
    open_function(a, f);
}

/* Something unknown is called: maybe any function that is in the world. */
void call_world(struct analysis *a, LLVMValueRef site)
{
    if (a->world_called)
        return;
    a->world_called = true;
    a->world_call = site;
    for (ptrdiff_t i = 0; i < arrlen(a->world_functions); i++)
        call_from_world(a, a->world_functions[i]);
}

void reach_flow(struct analysis *a, struct instance *in, uint32_t block,
                unsigned successor)
{
    const struct block *b = &in->body->blocks[block];
    uint32_t number = in->body->flows[b->first_flow + successor];
    if (in->edge_reached[number])
        return;
    in->edge_reached[number] = true;
    const struct flow *flow = &in->body->edges[number];
    struct edge edge = {b->block, in->body->blocks[flow->to].block};
    hmput(a->edges, edge, true);
    for (uint32_t i = 0; i < arrlenu(flow->inputs); i++) {
        const struct phi_input *p = &flow->inputs[i];
        mention(a, p->incoming, used_at(p->phi, EDGE_ADDRESS));
        for (unsigned k = 0; k < p->leaves && p->value != OPERAND_NONE &&
                             HAS_RULE(a, phi);
             k++)
            node_include(a, node_of(in, p->dst + k), node_of(in, p->value + k));
    }
    reach_block(a, in, flow->to);
}

void assume(struct analysis *a, const char *id, LLVMValueRef site,
            const char *format, ...)
{
    struct assumption as = {.id = id, .site = site};
    va_list args;
    va_start(args, format);
    if (vasprintf(&as.text, format, args) < 0)
        abort();
    va_end(args);
    arrput(a->assumptions, as);
}

static void visit_block(struct analysis *a, struct op_ref ref)
{
    const struct block *b = &ref.instance->body->blocks[ref.op];
    uint32_t end = b->end_op;
    for (uint32_t i = b->first_op; i < end; i++)
        visit_op(a, ref.instance, i);
}

static bool step(struct analysis *a)
{
    if (arrlen(a->blocks_todo)) {
        visit_block(a, arrpop(a->blocks_todo));
    } else if (arrlen(a->ops_todo)) {
        struct op_ref ref = arrpop(a->ops_todo);
        run_op(a, ref.instance, ref.op);
    } else if (a->todo_first < arrlenu(a->nodes_todo)) {
        node_propagate(a, a->nodes_todo[a->todo_first++]);
        if (a->todo_first > 65536) {
            arrdeln(a->nodes_todo, 0, a->todo_first);
            a->todo_first = 0;
        }
        if (++a->pops >= a->next_merge) {
            merge_cycles(a);
            a->next_merge = a->pops + a->node_count / 2 + 20000;
        }
    } else {
        return false;
    }
    return true;
}

static struct node *operand_node(struct analysis *a, struct op_ref r,
                                 operand o)
{
    return node_at(a, node_find(a, node_of(r.instance, o)));
}

/* Reads of memory that nothing has written give any number. Sets only grow: a
 * load that has read something is not looked at again. */
static bool settle_loads(struct analysis *a)
{
    bool changed = false;
    uint32_t waiting = 0;
    if (!HAS_RULE(a, uninitialised))
        return false;
    for (uint32_t i = 0; i < arrlenu(a->loads); i++) {
        struct op_ref r = a->loads[i];
        const struct op *op = &r.instance->body->ops[r.op];
        if (!arrlen(operand_node(a, r, op->a)->targets)) {
            a->loads[waiting++] = r;
            continue;
        }
        struct leaf leaves[LEAVES_MAX];
        unsigned n = leaves_of(a, op->type, leaves);
        for (unsigned k = 0; k < n; k++) {
            if (!node_is_empty(operand_node(a, r, op->dst + k)))
                continue;
            node_add_any(a, node_of(r.instance, op->dst + k));
            changed = true;
        }
    }
    arrsetlen(a->loads, waiting);
    return changed;
}

static uint32_t members(const struct node *n)
{
    uint32_t integers = n->integers.any ? VSET_LIMIT + 1 : n->integers.count;

    return arrlenu(n->targets) + integers;
}

/* Sets only grow: as long as both operands have as many members as were seen,
 * their difference has all that it can get. */
static bool operands_grew(struct analysis *a, struct op_ref r, uint32_t *seen)
{
    const struct op *op = &r.instance->body->ops[r.op];
    uint32_t now = members(operand_node(a, r, op->a)) +
                   members(operand_node(a, r, op->b));
    bool grew = now != *seen;

    *seen = now;
    return grew;
}

static bool settle_differences(struct analysis *a)
{
    bool changed = false;

    for (uint32_t i = 0; i < arrlenu(a->differences); i++) {
        struct difference *d = &a->differences[i];
        if (!operands_grew(a, d->ref, &d->seen))
            continue;
        subtract_addresses(a, d->ref.instance, d->ref.op);
        changed = true;
    }
    return changed;
}

/* Last of all, and one by one: while something is open, one operand may lack an
 * object that the other has only because it comes on a longer way. */
static bool settle_distant(struct analysis *a)
{
    for (uint32_t i = 0; i < arrlenu(a->differences); i++) {
        struct difference *d = &a->differences[i];
        if (operands_grew(a, d->ref, &d->distant) &&
            subtract_distant(a, d->ref.instance, d->ref.op))
            return true;
    }
    return false;
}

static bool is_world(const struct node *n)
{
    for (uint32_t i = 0; i < arrlenu(n->targets); i++)
        if (n->targets[i] == TARGET_WORLD)
            return true;
    return false;
}

/* An access at a number in the text of the program. */
static void settle_constant(struct analysis *a, struct op_ref r)
{
    const struct op *op = &r.instance->body->ops[r.op];
    if (op->kind != OP_LOAD)
        write_memory(a, TARGET_WORLD, op->type,
                     node_of(r.instance, op->b));
    if (op->kind != OP_STORE)
        read_memory(a, TARGET_WORLD, op->type,
                    node_of(r.instance, op->dst));
}

/* Numbers that are used as addresses; those that are the world already need
 * not be looked at again, and those that are none only when some number came. */
static bool settle_addresses(struct analysis *a)
{
    bool changed = false;
    uint32_t waiting = a->numbers_grew ? 0 : (uint32_t)a->derefs_seen;
    a->numbers_grew = false;
    for (uint32_t i = waiting; i < arrlenu(a->derefs); i++) {
        struct op_ref r = a->derefs[i];
        const struct op *op = &r.instance->body->ops[r.op];
        if (op->a == (OPERAND_CONSTANT | a->world))
            continue;
        struct node *n = operand_node(a, r, op->a);
        bool unset_thread = op->a == (OPERAND_CONSTANT | a->thread) &&
                            node_is_empty(n);
        if (!node_is_number(n) && !unset_thread) {
            n->address = true;
            a->derefs[waiting++] = r;
        } else if (is_world(n)) {
            continue;
        } else if (!n->constant) {
            node_add_world(a, node_of(r.instance, op->a));
            changed = true;
        } else if (op->kind != OP_CALL) {
            settle_constant(a, r);
        } else {
            call_unknown(a, r.instance, r.op);
        }
    }
    arrsetlen(a->derefs, waiting);
    a->derefs_seen = waiting;
    return changed;
}

/* The oldest first: with the newest first, what libc asks at the end of a program
 * would be decided before what its sockets ask, and much more would be undefined
 * for a while. */
static bool settle_query(struct analysis *a)
{
    if (!arrlen(a->pending_queries))
        return false;
    struct op_ref r = a->pending_queries[0];
    arrdel(a->pending_queries, 0);
    const struct op *op = &r.instance->body->ops[r.op];
    node_add_integer(a, node_of(r.instance, op->dst),
                     analysis_query(a, op->instruction));
    return true;
}

static bool run(struct analysis *a)
{
    bool moved = false;

    while (step(a))
        moved = true;
    return moved;
}

/* Where a query moved nothing, nothing else is there to be decided. */
void solve(struct analysis *a)
{
    bool more = true;

    while (more) {
        if (!run(a) && a->settled) {
            more = settle_query(a) || settle_distant(a);
            continue;
        }
        bool changed = settle_differences(a);
        run(a);
        a->settled = !settle_loads(a) && !settle_addresses(a) && !changed;
        more = !a->settled || settle_query(a) ||
               a->todo_first < arrlenu(a->nodes_todo) || settle_distant(a);
    }
}
