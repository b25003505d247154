/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The solver's final state as a certificate. */
#include "certificate.h"

#include "solver.h"

#include <stdlib.h>

static const enum certificate_kind kinds[] = {
    [MEMORY_WORLD] = CERTIFIED_WORLD,
    [MEMORY_TEXT] = CERTIFIED_TEXT,
    [MEMORY_FUNCTION] = CERTIFIED_FUNCTION,
    [MEMORY_GLOBAL] = CERTIFIED_GLOBAL,
    [MEMORY_STACK] = CERTIFIED_STACK,
    [MEMORY_HEAP] = CERTIFIED_HEAP,
    [MEMORY_VARARGS] = CERTIFIED_VARARGS,
    [MEMORY_STARTUP] = CERTIFIED_STARTUP,
    [MEMORY_OUTSIDE] = CERTIFIED_OUTSIDE,
    [MEMORY_DISTANCE] = CERTIFIED_DISTANCE,
};

static enum certificate_kind kind_of(const struct object *o)
{
    bool known = (unsigned)o->kind < sizeof kinds / sizeof *kinds;
    return known ? kinds[o->kind] : CERTIFIED_UNKNOWN;
}

_Static_assert(CERTIFICATE_WORLD == OBJECT_WORLD &&
                   CERTIFICATE_WORLD == TARGET_WORLD &&
                   CERTIFICATE_TEXT == OBJECT_TEXT &&
                   CERTIFICATE_TEXT == TARGET_TEXT,
               "the objects that every certificate has");

struct certificate_contexts { /* map from instances to their numbers */
    const struct instance *key;
    uint32_t value;
};

/* Lookups of stb_ds and node_find() write, but change no answer. */
static struct analysis *state(const struct certificate *c)
{
    return (struct analysis *)c->analysis;
}

struct certificate certificate_of(const struct analysis *a)
{
    struct certificate c = {.analysis = a,
                            .module = a->module,
                            .object_count = arrlenu(a->objects),
                            .target_count = arrlenu(a->targets),
                            .context_count = arrlenu(a->instances),
                            .value_count = a->node_count,
                            .world = a->world,
                            .thread = a->thread,
                            .world_called = a->world_called,
                            .world_distances = a->world_distances};
    for (uint32_t i = 0; i < c.context_count; i++)
        hmput(c.contexts, a->instances[i], i);
    return c;
}

void certificate_free(struct certificate *c)
{
    hmfree(c->contexts);
}

struct certificate_object certificate_object(const struct certificate *c,
                                             uint32_t object)
{
    const struct object *o = &c->analysis->objects[object];
    return (struct certificate_object){.kind = kind_of(o),
                                       .origin = o->origin,
                                       .size = o->size,
                                       .alignment = o->alignment,
                                       .world = o->world,
                                       .constant = o->constant,
                                       .plain = o->plain,
                                       .many = o->many,
                                       .cells = arrlenu(o->cells),
                                       .views = arrlenu(o->views),
                                       .fills = arrlenu(o->fills)};
}

static struct certificate_place place_of(struct range at)
{
    return (struct certificate_place){at.offset, at.stride, at.size};
}

struct certificate_cell certificate_cell(const struct certificate *c,
                                         uint32_t object, uint32_t number)
{
    const struct cell *x = &c->analysis->objects[object].cells[number];
    return (struct certificate_cell){place_of(x->at), x->node};
}

struct certificate_cell certificate_view(const struct certificate *c,
                                         uint32_t object, uint32_t number)
{
    const struct cell *x = &c->analysis->objects[object].views[number];
    return (struct certificate_cell){place_of(x->at), x->node};
}

struct certificate_fill certificate_fill(const struct certificate *c,
                                         uint32_t object, uint32_t number)
{
    const struct fill *x = &c->analysis->objects[object].fills[number];
    return (struct certificate_fill){place_of(x->at), x->byte};
}

struct certificate_target certificate_target(const struct certificate *c,
                                             uint32_t target)
{
    struct target t = c->analysis->targets[target];
    return (struct certificate_target){t.object, t.stride, t.offset};
}

struct certificate_value certificate_value(const struct certificate *c,
                                           uint32_t value)
{
    struct analysis *a = state(c);
    const struct node *n = node_at(a, node_find(a, value));
    return (struct certificate_value){.targets = n->targets,
                                      .integers = n->integers.items,
                                      .target_count = arrlenu(n->targets),
                                      .integer_count = n->integers.count,
                                      .any = n->integers.any};
}

struct certificate_context certificate_context(const struct certificate *c,
                                               uint32_t context)
{
    const struct instance *in = c->analysis->instances[context];
    ptrdiff_t e = hmgeti(state(c)->entities, in->body->function);
    return (struct certificate_context){
        .function = in->body->function,
        .values = in->values,
        .value_count = in->body->values,
        .results = in->results,
        .result_count = in->body->results,
        .varargs = in->varargs,
        .block_count = arrlenu(in->body->blocks),
        .open = c->analysis->entities[e].value.open};
}

bool certificate_block_reached(const struct certificate *c, uint32_t context,
                               uint32_t block)
{
    return c->analysis->instances[context]->block_reached[block];
}

bool certificate_edge_feasible(const struct certificate *c, uint32_t context,
                               uint32_t block, uint32_t successor)
{
    const struct instance *in = c->analysis->instances[context];
    const struct function_body *body = in->body;
    uint32_t flow = body->blocks[block].first_flow + successor;
    return in->edge_reached[body->flows[flow]];
}

static uint32_t number_of(const struct certificate *c,
                          const struct instance *in)
{
    struct certificate *m = (struct certificate *)c;
    return in ? hmget(m->contexts, in) : CERTIFICATE_NONE;
}

static const struct entity *entity(const struct certificate *c, LLVMValueRef f)
{
    ptrdiff_t e = hmgeti(state(c)->entities, f);
    return e < 0 ? NULL : &c->analysis->entities[e].value;
}

uint32_t certificate_callee(const struct certificate *c, uint32_t context,
                            LLVMValueRef call, LLVMValueRef f)
{
    const struct entity *e = entity(c, f);
    const struct instance *found = NULL;
    (void)context;
    for (const struct instance *in = e ? e->instances : NULL; in; in = in->next)
        if (!found || in->site == call)
            found = in;
    return number_of(c, found);
}

uint32_t certificate_open_context(const struct certificate *c, LLVMValueRef f)
{
    const struct entity *e = entity(c, f);
    return number_of(c, e ? e->instances : NULL);
}
