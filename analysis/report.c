/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Entry point of the analysis, and the queries on its result.
 */
#include "solver.h"

#include <stdlib.h>
#include <string.h>

static const char *const rule_names[] = {
    "",
#define RULE(name) #name,
#include "rules.def"
#undef RULE
};

const char *analysis_rule_name(unsigned number)
{
    unsigned count = sizeof rule_names / sizeof *rule_names;
    return number + 1 < count ? rule_names[number + 1] : NULL;
}

static int rule_number(const char *name)
{
    for (unsigned i = 0; name && analysis_rule_name(i); i++)
        if (!strcmp(name, analysis_rule_name(i)))
            return (int)i + 1;
    return RULE_NONE;
}

/* The world and the thread pointer come before everything else. */
static void make_world(struct analysis *a)
{
    object_new(a, MEMORY_WORLD, NULL, 0, 1);
    a->objects[OBJECT_WORLD].world = true;
    struct target all = {OBJECT_WORLD, 1, 0};
    arrput(a->targets, all);
    arrput(a->depths, 0);
    object_new(a, MEMORY_TEXT, NULL, 0, 1);
    a->objects[OBJECT_TEXT].constant = true;
    a->objects[OBJECT_TEXT].plain = true;
    struct target text = {OBJECT_TEXT, 1, 0};
    arrput(a->targets, text);
    arrput(a->depths, 0);
    object_new(a, MEMORY_DISTANCE, NULL, 0, 1);
    a->objects[OBJECT_DISTANCE].world = true;
    struct target distance = {OBJECT_DISTANCE, 1, 0};
    arrput(a->targets, distance);
    arrput(a->depths, 0);
    a->world = node_new(a, NONE, 1);
    a->thread = node_new(a, NONE, 1);
    a->sink = node_new(a, NONE, 1);
    node_add_world(a, a->world);
}

struct analysis *analysis_run(LLVMModuleRef m,
                              const struct analysis_request *request)
{
    struct analysis *a = calloc(1, sizeof *a);
    if (!a)
        abort();
    a->module = m;
    a->layout = LLVMGetModuleDataLayout(m);
    a->next_merge = 20000;
    a->dropped_rule = rule_number(request->dropped_rule);
    make_world(a);
    index_module(a);
    add_roots(a, request);
    solve(a);
    return a;
}

static void free_body(struct function_body *body)
{
    for (ptrdiff_t i = 0; i < arrlen(body->edges); i++)
        arrfree(body->edges[i].inputs);
    arrfree(body->parameters);
    arrfree(body->ops);
    arrfree(body->blocks);
    arrfree(body->flows);
    arrfree(body->edges);
    arrfree(body->operands);
    arrfree(body->terms);
    free(body->first_use);
    free(body->uses);
    free(body);
}

static void free_entity(struct entity *e)
{
    arrfree(e->conditional);
    arrfree(e->queries);
}

static void free_object(struct object *o)
{
    arrfree(o->cells);
    arrfree(o->views);
    arrfree(o->fills);
    arrfree(o->copies);
    arrfree(o->initial);
}

static void forget_instance(struct instance *in)
{
    if (in->body)
        free_body(in->body);
    free(in->block_reached);
    free(in->edge_reached);
    free(in->states);
    in->body = NULL;
    in->block_reached = in->edge_reached = NULL;
    in->states = NULL;
}

static void forget_node(struct node *n)
{
    free(n->slots);
    n->slots = NULL;
    arrfree(n->includers);
    arrfree(n->part_readers);
}

void analysis_forget(struct analysis *a)
{
    for (ptrdiff_t i = 0; i < hmlen(a->entities); i++)
        a->entities[i].value.body = NULL; /* its instance's */
    for (ptrdiff_t i = 0; i < arrlen(a->instances); i++)
        forget_instance(a->instances[i]);
    for (ptrdiff_t i = 0; i < arrlen(a->objects); i++)
        free_object(&a->objects[i]);
    for (node_id n = 0; n < a->node_count; n++)
        forget_node(node_at(a, n));
    arrfree(a->objects);
    arrfree(a->targets);
    arrfree(a->depths);
    free(a->target_index);
    a->target_index = NULL;
    free(a->inclusions);
    a->inclusions = NULL;
    hmfree(a->constants);
    hmfree(a->mentioned);
    hmfree(a->calls);
    arrfree(a->loads);
    arrfree(a->differences);
    arrfree(a->additions);
    arrfree(a->derefs);
}

void analysis_free(struct analysis *a)
{
    analysis_forget(a);
    for (ptrdiff_t i = 0; i < hmlen(a->entities); i++)
        free_entity(&a->entities[i].value);
    for (ptrdiff_t i = 0; i < arrlen(a->instances); i++)
        free(a->instances[i]);
    for (node_id n = 0; n < a->node_count; n++) {
        arrfree(node_at(a, n)->targets);
        vset_free(&node_at(a, n)->integers);
    }
    for (ptrdiff_t i = 0; i < arrlen(a->chunks); i++)
        free(a->chunks[i]);
    for (ptrdiff_t i = 0; i < hmlen(a->call_targets); i++)
        arrfree(a->call_targets[i].value);
    for (ptrdiff_t i = 0; i < shlen(a->sections); i++)
        arrfree(a->sections[i].value);
    for (ptrdiff_t i = 0; i < arrlen(a->assumptions); i++)
        free(a->assumptions[i].text);
    hmfree(a->entities);
    hmfree(a->blocks);
    hmfree(a->edges);
    hmfree(a->locals);
    hmfree(a->call_targets);
    hmfree(a->world_calls);
    hmfree(a->outside_calls);
    hmfree(a->query_refs);
    shfree(a->sections);
    arrfree(a->chunks);
    arrfree(a->instances);
    arrfree(a->nodes_todo);
    arrfree(a->blocks_todo);
    arrfree(a->ops_todo);
    arrfree(a->pending_queries);
    arrfree(a->thread_accesses);
    arrfree(a->address_taken);
    arrfree(a->indirect_calls);
    arrfree(a->world_functions);
    arrfree(a->startup);
    arrfree(a->startup_functions);
    arrfree(a->assumptions);
    free(a);
}

/* stb_ds looks up through a non-const pointer but does not change a map. */
static struct analysis *maps(const struct analysis *a)
{
    return (struct analysis *)a;
}

struct reason analysis_reason(const struct analysis *a, LLVMValueRef global)
{
    struct analysis *m = maps(a);
    ptrdiff_t i = hmgeti(m->entities, global);
    return i < 0 ? (struct reason){0} : m->entities[i].value.reason;
}

bool analysis_reached(const struct analysis *a, LLVMValueRef global)
{
    return analysis_reason(a, global).kind != EDGE_NONE;
}

bool analysis_block_reached(const struct analysis *a, LLVMBasicBlockRef block)
{
    struct analysis *m = maps(a);
    return hmgeti(m->blocks, block) >= 0;
}

bool analysis_edge_feasible(const struct analysis *a, LLVMBasicBlockRef from,
                            LLVMBasicBlockRef to)
{
    struct analysis *m = maps(a);
    struct edge edge = {from, to};
    return hmgeti(m->edges, edge) >= 0;
}

static LLVMValueRef function_of_value(LLVMValueRef v)
{
    if (LLVMIsAArgument(v))
        return LLVMGetParamParent(v);
    return LLVMIsAInstruction(v)
               ? LLVMGetBasicBlockParent(LLVMGetInstructionParent(v))
               : NULL;
}

/* The node of a value's first leaf; NULL when its function is not reached. */
static const struct node *node_of_value(struct analysis *m, LLVMValueRef v)
{
    LLVMValueRef f = function_of_value(v);
    ptrdiff_t e = f ? hmgeti(m->entities, f) : -1;
    ptrdiff_t i = hmgeti(m->locals, v);
    if (e < 0 || i < 0 || !m->entities[e].value.instances)
        return NULL;
    const struct instance *in = m->entities[e].value.instances;
    return node_at(m, node_find(m, in->values + m->locals[i].value));
}

struct vset analysis_values(const struct analysis *a, LLVMValueRef value)
{
    if (!is_tracked(value))
        return VSET_ANY;
    const struct node *n = node_of_value(maps(a), value);
    if (!n)
        return VSET_EMPTY;
    return arrlen(n->targets) ? VSET_ANY : n->integers;
}

bool analysis_open(const struct analysis *a, LLVMValueRef f)
{
    struct analysis *m = maps(a);
    ptrdiff_t i = hmgeti(m->entities, f);
    return i >= 0 && m->entities[i].value.open;
}

bool analysis_is_null(const struct analysis *a, LLVMValueRef value)
{
    const struct node *n = node_of_value(maps(a), value);
    return n && !arrlen(n->targets) && n->integers.count == 1 &&
           !n->integers.items[0];
}

bool analysis_calls_world(const struct analysis *a, LLVMValueRef call)
{
    return hmgeti(maps(a)->world_calls, call) >= 0;
}

LLVMValueRef analysis_only_target(const struct analysis *a, LLVMValueRef call)
{
    const LLVMValueRef *targets;
    bool resolved;
    LLVMValueRef callee = LLVMGetCalledValue(call);
    if (analysis_call_targets(a, call, &targets, &resolved) != 1 || !resolved)
        return NULL;
    const struct node *n = node_of_value(maps(a), callee);
    bool exact = n && !n->integers.any &&
                 (!n->integers.count ||
                  (n->integers.count == 1 && !n->integers.items[0])) &&
                 arrlen(n->targets) == 1;
    return exact ? targets[0] : NULL;
}

size_t analysis_call_targets(const struct analysis *a, LLVMValueRef call,
                             const LLVMValueRef **out, bool *resolved)
{
    struct analysis *m = maps(a);
    ptrdiff_t i = hmgeti(m->call_targets, call);
    *resolved = hmgeti(m->world_calls, call) < 0 &&
                hmgeti(m->outside_calls, call) < 0;
    *out = i < 0 ? NULL : m->call_targets[i].value;
    return arrlenu(*out);
}

size_t analysis_assumptions(const struct analysis *a,
                            const struct assumption **out)
{
    *out = a->assumptions;
    return arrlenu(a->assumptions);
}

size_t analysis_indirect_calls(const struct analysis *a,
                               const LLVMValueRef **out)
{
    *out = a->indirect_calls;
    return arrlenu(a->indirect_calls);
}

struct analysis_totals analysis_totals(const struct analysis *a)
{
    struct analysis_totals t = {.instructions_visited =
                                    a->instructions_visited};
    for (LLVMValueRef f = LLVMGetFirstFunction(a->module); f;
         f = LLVMGetNextFunction(f)) {
        if (LLVMIsDeclaration(f))
            continue;
        t.functions_total++;
        t.functions_reached += analysis_reached(a, f);
        for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
             b = LLVMGetNextBasicBlock(b)) {
            t.blocks_total++;
            t.blocks_reached += analysis_block_reached(a, b);
        }
    }
    return t;
}

const char *edge_kind_name(enum edge_kind kind)
{
    static const char *const names[] = {
        [EDGE_NONE] = "none",
        [EDGE_ROOT] = "root",
        [EDGE_NATIVE] = "native",
        [EDGE_CALL] = "call",
        [EDGE_INDIRECT] = "indirect call",
        [EDGE_ADDRESS] = "address",
        [EDGE_INITIALISER] = "initialiser",
        [EDGE_ALIAS] = "alias",
        [EDGE_ROOT_WHEN] = "root_when",
        [EDGE_CODEGEN] = "codegen",
    };
    return names[kind];
}
