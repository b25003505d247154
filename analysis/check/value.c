/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inclusion of values. It is decided by what sets mean, not by how they are
 * written: an address is covered by a wider target of its object, by the world
 * where its object is part of it, and by "any text" where it is a text.
 */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#define BIG_SET 8 /* targets from which on a set is looked up by stamps */

void *check_own(struct check *k, size_t size)
{
    uint64_t *p = calloc(1, size ? size : 1);
    if (!p)
        abort();
    arrput(k->owned, p);
    return p;
}

uint64_t common_step(uint64_t x, uint64_t y)
{
    while (x) {
        uint64_t rest = y % x;
        y = x;
        x = rest;
    }
    return y;
}

int64_t check_modulo(int64_t x, uint64_t m)
{
    int64_t rest = x % (int64_t)m;
    return rest < 0 ? rest + (int64_t)m : rest;
}

uint32_t check_own_target(struct check *k, target t)
{
    arrput(k->targets, t);
    return (uint32_t)arrlen(k->targets) - 1;
}

value value_at(struct check *k, uint32_t id)
{
    return certificate_value(k->c, id);
}

value value_of_integer(struct check *k, uint64_t v)
{
    uint64_t *items = check_own(k, sizeof *items);
    *items = v;
    return (value){.integers = items, .integer_count = 1};
}

value value_of_target(struct check *k, target t)
{
    uint32_t *ids = check_own(k, sizeof *ids);
    *ids = check_own_target(k, t);
    return (value){.targets = ids, .target_count = 1};
}

value value_any(void)
{
    return (value){.any = true};
}

static const uint32_t world_target = CERTIFICATE_WORLD;

value value_world(struct check *k)
{
    (void)k;
    return (value){.targets = &world_target, .target_count = 1, .any = true};
}

bool value_empty(value v)
{
    return !v.target_count && !v.integer_count && !v.any;
}

bool value_has(value v, uint64_t integer)
{
    if (v.any)
        return true;
    for (uint32_t i = 0; i < v.integer_count; i++)
        if (v.integers[i] == integer)
            return true;
    return false;
}

bool value_has_integers(value d, value s)
{
    if (d.any || (d.integers == s.integers && !s.any))
        return true;
    if (s.any)
        return false;
    for (uint32_t i = 0; i < s.integer_count; i++)
        if (!value_has(d, s.integers[i]))
            return false;
    return true;
}

/* S and any number. */
value value_with_any(struct check *k, value s)
{
    (void)k;
    s.any = true;
    s.integer_count = 0;
    return s;
}

bool value_is_world(struct check *k, value v)
{
    (void)k;
    if (!v.any)
        return false;
    for (uint32_t i = 0; i < v.target_count; i++)
        if (v.targets[i] == CERTIFICATE_WORLD)
            return true;
    return false;
}

/* What is plain needs not be in: reading it gives numbers. */
bool object_in_world(struct check *k, uint32_t object)
{
    return k->objects[object].o.world || k->objects[object].o.plain;
}

bool is_distance(struct check *k, uint32_t t)
{
    return k->objects[k->targets[t].object].o.kind == CERTIFIED_DISTANCE;
}

/* In the world a mark is not kept. */
bool value_has_distance(struct check *k, value v)
{
    if (k->c->world_distances && value_is_world(k, v))
        return true;
    for (uint32_t i = 0; i < v.target_count; i++)
        if (is_distance(k, v.targets[i]))
            return true;
    return false;
}

bool target_in_world(struct check *k, uint32_t t)
{
    if (is_distance(k, t))
        return k->c->world_distances;
    return object_in_world(k, k->targets[t].object);
}

static bool spans(target wide, target t)
{
    if (wide.object != t.object)
        return false;
    if (!wide.stride)
        return !t.stride && wide.offset == t.offset;
    return t.stride % wide.stride == 0 &&
           check_modulo(t.offset - wide.offset, wide.stride) == 0;
}

bool value_covers(struct check *k, value d, target t)
{
    bool world = k->objects[t.object].o.kind == CERTIFIED_DISTANCE
                     ? k->c->world_distances
                     : object_in_world(k, t.object);
    bool text = k->objects[t.object].o.plain;
    for (uint32_t i = 0; i < d.target_count; i++) {
        uint32_t id = d.targets[i];
        if ((id == CERTIFICATE_WORLD && world) ||
            (id == CERTIFICATE_TEXT && text) || spans(k->targets[id], t))
            return true;
    }
    return false;
}

/* Marks the targets of D, which stay marked while D is asked about. */
static void stamp(struct check *k, value d)
{
    if (k->stamped.targets == d.targets &&
        k->stamped.target_count == d.target_count)
        return;
    k->stamped = d;
    size_t have = arrlenu(k->stamps), want = arrlenu(k->targets);
    if (have < want) {
        arrsetlen(k->stamps, want + 1024);
        memset(k->stamps + have, 0, (want + 1024 - have) * sizeof *k->stamps);
    }
    k->stamp++;
    for (uint32_t i = 0; i < d.target_count; i++)
        k->stamps[d.targets[i]] = k->stamp;
}

static bool listed(struct check *k, value d, uint32_t t)
{
    if (d.target_count > BIG_SET)
        return t < arrlenu(k->stamps) && k->stamps[t] == k->stamp;
    for (uint32_t i = 0; i < d.target_count; i++)
        if (d.targets[i] == t)
            return true;
    return false;
}

bool value_includes(struct check *k, value d, value s)
{
    if (!value_has_integers(d, s))
        return false;
    if (!s.target_count || s.targets == d.targets)
        return true;
    if (d.target_count > BIG_SET)
        stamp(k, d);
    for (uint32_t i = 0; i < s.target_count; i++)
        if (!listed(k, d, s.targets[i]) &&
            !value_covers(k, d, k->targets[s.targets[i]]))
            return false;
    return true;
}

bool value_escaped(struct check *k, value s)
{
    for (uint32_t i = 0; i < s.target_count; i++)
        if (!target_in_world(k, s.targets[i]))
            return false;
    return true;
}

bool value_laundered(struct check *k, value d, value s)
{
    if (value_empty(s))
        return true;
    bool ok = d.any;
    for (uint32_t i = 0; i < s.target_count && ok; i++)
        ok = is_distance(k, s.targets[i])
                 ? value_has_distance(k, d)
                 : target_in_world(k, s.targets[i]) && value_is_world(k, d);
    return ok;
}
