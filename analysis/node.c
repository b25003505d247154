/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Abstract values and the inclusions between them.
 *
 * Each node keeps its targets in order of arrival, so that what is new since
 * the node was last processed is a suffix (difference propagation: Pearce,
 * Kelly, Hankin, "Efficient field-sensitive pointer analysis of C", 2007).
 */
#include "solver.h"

#include <stdlib.h>
#include <string.h>

#define SMALL 8           /* targets up to which a search is linear */
#define TARGETS_MAX 128  /* past this a node points to the world */
#define TEXTS_MAX 64      /* past this a node points to any text */

uint32_t gcd32(uint64_t x, uint64_t y)
{
    while (y) {
        uint64_t r = x % y;
        x = y;
        y = r;
    }
    return x > UINT32_MAX ? 1 : (uint32_t)x;
}

struct node *node_at(struct analysis *a, node_id n)
{
    return &a->chunks[n / NODE_CHUNK][n % NODE_CHUNK];
}

node_id node_find(struct analysis *a, node_id n)
{
    struct node *node = node_at(a, n);
    while (node->parent != n) {
        node->parent = node_at(a, node->parent)->parent;
        n = node->parent;
        node = node_at(a, n);
    }
    return n;
}

/* COUNT adjacent nodes; the first is returned. */
node_id node_new(struct analysis *a, uint32_t owner, unsigned count)
{
    node_id first = a->node_count;
    for (unsigned i = 0; i < count; i++) {
        node_id n = a->node_count++;
        if (n / NODE_CHUNK == arrlenu(a->chunks)) {
            struct node *chunk = calloc(NODE_CHUNK, sizeof *chunk);
            if (!chunk)
                abort();
            arrput(a->chunks, chunk);
        }
        struct node *node = node_at(a, n);
        node->parent = n;
        node->sibling = NONE;
        node->owner = owner;
    }
    return first;
}

static uint32_t hash_target(const struct target *t)
{
    uint64_t h = t->object * 0x9e3779b97f4a7c15u;
    h ^= (uint64_t)t->offset * 0xc2b2ae3d27d4eb4fu;
    h ^= t->stride * 0x165667b19e3779f9u;
    h ^= h >> 29;
    h *= 0xbf58476d1ce4e5b9u;
    return (uint32_t)(h >> 32);
}

static void grow_target_index(struct analysis *a)
{
    uint32_t size = a->target_mask ? 2 * (a->target_mask + 1) : 1024;
    free(a->target_index);
    a->target_index = malloc(size * sizeof *a->target_index);
    if (!a->target_index)
        abort();
    memset(a->target_index, 0xff, size * sizeof *a->target_index);
    a->target_mask = size - 1;
    for (uint32_t t = 0; t < arrlenu(a->targets); t++) {
        uint32_t h = hash_target(&a->targets[t]) & a->target_mask;
        while (a->target_index[h] != NONE)
            h = (h + 1) & a->target_mask;
        a->target_index[h] = t;
    }
}

static target_id target_intern(struct analysis *a, struct target t,
                               unsigned depth)
{
    if (arrlenu(a->targets) * 2 >= a->target_mask)
        grow_target_index(a);
    uint32_t h = hash_target(&t) & a->target_mask;
    for (; a->target_index[h] != NONE; h = (h + 1) & a->target_mask) {
        const struct target *o = &a->targets[a->target_index[h]];
        if (o->object == t.object && o->offset == t.offset &&
            o->stride == t.stride)
            return a->target_index[h];
    }
    arrput(a->targets, t);
    arrput(a->depths, (uint8_t)depth);
    return a->target_index[h] = (target_id)arrlen(a->targets) - 1;
}

/*
 * The target of these addresses. Those past the ends of the object count as
 * well: what is added next may lead back.
 */
target_id target_make(struct analysis *a, object_id o, int64_t offset,
                      uint32_t stride, unsigned depth)
{
    if (o == OBJECT_WORLD)
        return TARGET_WORLD;
    if (o == OBJECT_TEXT)
        return TARGET_TEXT;
    if (o == OBJECT_DISTANCE)
        return TARGET_DISTANCE;
    if (stride) {
        offset %= stride;
        if (offset < 0)
            offset += stride;
    }
    return target_intern(a, (struct target){o, stride, offset},
                         depth > 255 ? 255 : depth);
}

static void enqueue(struct analysis *a, node_id n)
{
    struct node *node = node_at(a, n);
    if (node->queued || node->constant)
        return;
    node->queued = true;
    arrput(a->nodes_todo, n);
}

static uint32_t hash_id(uint32_t t)
{
    t *= 0x9e3779b1u;
    return t ^ t >> 15;
}

static void rebuild_slots(struct node *n, uint32_t capacity)
{
    free(n->slots);
    n->slots = malloc((capacity + 1) * sizeof *n->slots);
    if (!n->slots)
        abort();
    n->slots[0] = capacity;
    memset(n->slots + 1, 0xff, capacity * sizeof *n->slots);
    for (uint32_t i = 0; i < arrlenu(n->targets); i++) {
        uint32_t h = hash_id(n->targets[i]) & (capacity - 1);
        while (n->slots[1 + h] != NONE)
            h = (h + 1) & (capacity - 1);
        n->slots[1 + h] = n->targets[i];
    }
}

/* True when T was not in N yet. */
static bool insert(struct node *n, target_id t)
{
    uint32_t count = arrlenu(n->targets);
    if (count < SMALL) {
        for (uint32_t i = 0; i < count; i++)
            if (n->targets[i] == t)
                return false;
        arrput(n->targets, t);
        return true;
    }
    if (!n->slots || count * 2 >= n->slots[0])
        rebuild_slots(n, n->slots ? n->slots[0] * 2 : 4 * SMALL);
    uint32_t mask = n->slots[0] - 1, h = hash_id(t) & mask;
    for (; n->slots[1 + h] != NONE; h = (h + 1) & mask)
        if (n->slots[1 + h] == t)
            return false;
    n->slots[1 + h] = t;
    arrput(n->targets, t);
    return true;
}

/* T as far as it matters: nothing more is known of what is in the world, and
 * of many texts it does not matter which. */
static target_id summarise(struct analysis *a, const struct node *node,
                           target_id t)
{
    const struct object *o = &a->objects[a->targets[t].object];
    if (o->world && !o->constant && o->kind != MEMORY_FUNCTION &&
        o->kind != MEMORY_DISTANCE)
        return TARGET_WORLD;
    return o->plain && node->texts >= TEXTS_MAX ? TARGET_TEXT : t;
}

static void add_to_world(struct analysis *a, node_id n, target_id t)
{
    const struct object *o = &a->objects[a->targets[t].object];
    if (t == TARGET_DISTANCE && !a->world_distances) {
        a->world_distances = true;
        for (uint32_t i = 0; i < arrlenu(a->additions); i++)
            arrput(a->ops_todo, a->additions[i]);
    }
    if (t == TARGET_WORLD || o->world || o->plain)
        return;
    if (insert(node_at(a, n), t))
        enqueue(a, n);
}

void node_add_target(struct analysis *a, node_id n, target_id t)
{
    n = node_find(a, n);
    struct node *node = node_at(a, n);
    if (n == a->world || (node->overflowed && t != TARGET_WORLD)) {
        add_to_world(a, a->world, t);
        return;
    }
    t = summarise(a, node, t);
    if (!insert(node, t))
        return;
    enqueue(a, n);
    if (node->constant)
        return;
    node->texts += a->objects[a->targets[t].object].plain;
    if (arrlenu(node->targets) - node->texts < TARGETS_MAX)
        return;
    node->overflowed = true;
    for (uint32_t i = 0; i < arrlenu(node->targets); i++)
        add_to_world(a, a->world, node->targets[i]);
    node_add_world(a, n);
}

/* N may be a number that could be the address of something. */
bool node_is_number(const struct node *n)
{
    const struct vset *s = &n->integers;

    if (s->any)
        return true;
    for (uint32_t i = 0; i < s->count; i++)
        if (s->items[i] >= NULL_PAGE && s->items[i] < LAST_PAGE)
            return true;
    return false;
}

static void integers_grew(struct analysis *a, node_id n)
{
    struct node *node = node_at(a, n);

    node->integers_grew = true;
    a->numbers_grew |= node->address && node_is_number(node);
    enqueue(a, n);
}

void node_add_integers(struct analysis *a, node_id n, const struct vset *s)
{
    n = node_find(a, n);
    struct node *node = node_at(a, n);
    if (vset_merge(&node->integers, s))
        integers_grew(a, n);
}

void node_add_integer(struct analysis *a, node_id n, uint64_t v)
{
    n = node_find(a, n);
    struct node *node = node_at(a, n);
    if (vset_add(&node->integers, v))
        integers_grew(a, n);
}

void node_add_any(struct analysis *a, node_id n)
{
    node_add_integers(a, n, &VSET_ANY);
}

/* What is read from the world. */
void node_add_world(struct analysis *a, node_id n)
{
    node_add_any(a, n);
    node_add_target(a, n, TARGET_WORLD);
}

bool node_is_empty(const struct node *n)
{
    return !arrlen(n->targets) && vset_is_empty(&n->integers);
}

static void take_all(struct analysis *a, node_id to, const struct node *from,
                     uint32_t first)
{
    for (uint32_t i = first; i < arrlenu(from->targets); i++)
        node_add_target(a, to, from->targets[i]);
    node_add_integers(a, to, &from->integers);
}

#define NO_INCLUSION UINT64_MAX

static uint64_t *inclusion_slot(struct analysis *a, uint64_t key)
{
    uint64_t h = key * 0x9e3779b97f4a7c15u;
    size_t i = (size_t)(h ^ h >> 32) & a->inclusion_mask;

    while (a->inclusions[i] != NO_INCLUSION && a->inclusions[i] != key)
        i = (i + 1) & a->inclusion_mask;
    return &a->inclusions[i];
}

static void grow_inclusions(struct analysis *a)
{
    uint64_t *old = a->inclusions;
    size_t size = old ? a->inclusion_mask + 1 : 0;

    a->inclusion_mask = (size ? 2 * size : 1024) - 1;
    a->inclusions = malloc((a->inclusion_mask + 1) * sizeof *old);
    if (!a->inclusions)
        abort();
    memset(a->inclusions, 0xff, (a->inclusion_mask + 1) * sizeof *old);
    for (size_t i = 0; i < size; i++)
        if (old[i] != NO_INCLUSION)
            *inclusion_slot(a, old[i]) = old[i];
    free(old);
}

/* False if it is there already. */
static bool inclusion_add(struct analysis *a, uint64_t key)
{
    if (a->inclusion_count * 4 >= a->inclusion_mask * 3)
        grow_inclusions(a);
    uint64_t *slot = inclusion_slot(a, key);
    if (*slot == key)
        return false;
    *slot = key;
    a->inclusion_count++;
    return true;
}

/* TO includes FROM from now on. */
void node_include(struct analysis *a, node_id to, node_id from)
{
    to = node_find(a, to);
    from = node_find(a, from);
    if (to == from || to == a->sink)
        return;
    if (from == node_find(a, a->world)) {
        node_add_world(a, to);
        return;
    }
    struct node *source = node_at(a, from);
    if (!source->constant) {
        uint64_t key = (uint64_t)from << 32 | to;
        if (!inclusion_add(a, key))
            return;
        arrput(source->includers, to);
    }
    take_all(a, to, source, 0);
}

/* Addresses of FROM can be made again out of TO, in ways that are not
 * followed: what they point to becomes part of the world. */
void node_launder(struct analysis *a, node_id to, node_id from)
{
    struct node *source = node_at(a, node_find(a, from));
    if (!node_is_empty(source))
        node_add_any(a, to);
    bool addresses = false;
    for (uint32_t i = 0; i < arrlenu(source->targets); i++) {
        if (source->targets[i] == TARGET_DISTANCE) {
            node_add_target(a, to, TARGET_DISTANCE);
            continue;
        }
        addresses = true;
        if (source->targets[i] != TARGET_WORLD)
            node_add_target(a, a->world, source->targets[i]);
    }
    if (addresses)
        node_add_world(a, to);
}

static void read_part(struct analysis *a, const struct part *p,
                      const struct node *source, node_id from)
{
    if (arrlen(source->targets) || source->integers.any || !p->size) {
        node_launder(a, p->to, from);
        return;
    }
    for (uint32_t i = 0; i < source->integers.count; i++) {
        uint64_t v = source->integers.items[i] >> 8 * p->shift;
        if (p->size < 8)
            v &= (UINT64_C(1) << 8 * p->size) - 1;
        node_add_integer(a, p->to, v);
    }
}

/* TO reads bytes SHIFT.. of FROM, SIZE of them; SIZE 0: it is not known which. */
void node_read_part(struct analysis *a, node_id to, node_id from,
                    unsigned shift, unsigned size)
{
    struct part part = {to, (uint8_t)shift, (uint8_t)size};
    from = node_find(a, from);
    struct node *source = node_at(a, from);
    if (!source->constant)
        arrput(source->part_readers, part);
    read_part(a, &part, source, from);
}

/* The operations that read N must look at all of its targets again. */
void node_reset_users(struct analysis *a, node_id n)
{
    struct node *node = node_at(a, n);
    if (node->owner == NONE)
        return;
    struct instance *in = a->instances[node->owner];
    uint32_t local = n - in->values;
    if (local >= in->body->values)
        return;
    for (uint32_t i = in->body->first_use[local];
         i < in->body->first_use[local + 1]; i++)
        in->states[in->body->uses[i]].seen = 0;
}

static void run_users(struct analysis *a, node_id n)
{
    struct node *node = node_at(a, n);
    if (node->owner == NONE)
        return;
    struct instance *in = a->instances[node->owner];
    uint32_t local = n - in->values;
    if (local >= in->body->values)
        return;
    for (uint32_t i = in->body->first_use[local];
         i < in->body->first_use[local + 1]; i++) {
        uint32_t op = in->body->uses[i];
        if (in->block_reached[in->body->ops[op].block])
            run_op(a, in, op);
    }
}

static void enter_world(struct analysis *a, target_id t)
{
    object_id o = a->targets[t].object;
    if (o != OBJECT_WORLD)
        object_join_world(a, o);
}

/* Passes on what is new in N. */
void node_propagate(struct analysis *a, node_id n)
{
    struct node *node = node_at(a, n);
    node->queued = false;
    if (node->parent != n)
        return; /* merged while it waited */
    uint32_t first = node->processed, end = arrlenu(node->targets);
    bool integers = node->integers_grew;
    node->processed = end;
    node->integers_grew = false;
    if (n == node_find(a, a->world)) {
        for (uint32_t i = first; i < end; i++)
            enter_world(a, node->targets[i]);
        return;
    }
    for (uint32_t k = 0; k < arrlenu(node->includers); k++) {
        node_id to = node->includers[k];
        for (uint32_t i = first; i < end; i++)
            node_add_target(a, to, node->targets[i]);
        if (integers)
            node_add_integers(a, to, &node->integers);
    }
    for (uint32_t k = 0; k < arrlenu(node->part_readers); k++) {
        struct part p = node->part_readers[k];
        read_part(a, &p, node, n);
    }
    for (node_id m = n; m != NONE; m = node_at(a, m)->sibling)
        run_users(a, m);
    if (n == node_find(a, a->thread))
        for (uint32_t i = 0; i < arrlenu(a->thread_accesses); i++)
            run_op(a, a->thread_accesses[i].instance,
                   a->thread_accesses[i].op);
}
