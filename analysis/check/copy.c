/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Copies of memory: all that is in the range that is copied has to be at its
 * new place as well. A scalar that the range cuts counts as copied whole.
 */
#include "check.h"

#include <string.h>

static bool has_byte(int have, int byte)
{
    return have < 0 || have == byte;
}

/* Whether FILL, in an object of SIZE bytes, covers WANTED (size 0: to the
 * object's end). */
static bool fill_covers(place fill, place wanted, uint64_t size)
{
    bool to_end =
        !fill.size || (!fill.stride && size &&
                       fill.offset + (int64_t)fill.size >= (int64_t)size);
    if (fill.stride) {
        int64_t inside = check_modulo(wanted.offset - fill.offset, fill.stride);
        return wanted.stride % fill.stride == 0 &&
               (to_end || (wanted.size && inside + wanted.size <= fill.size));
    }
    if (wanted.stride)
        return fill.offset <= 0 && to_end;
    int64_t end = fill.offset + (int64_t)fill.size;
    return fill.offset <= wanted.offset &&
           (to_end ||
            (wanted.size && wanted.offset + (int64_t)wanted.size <= end));
}

/* Whether any byte may be anywhere in the object: then nothing else counts. */
static bool filled_with_any(struct check *k, uint32_t object)
{
    struct memory *m = &k->objects[object];
    for (; m->fills_seen < m->o.fills && !m->filled; m->fills_seen++) {
        struct certificate_fill f =
            certificate_fill(k->c, object, m->fills_seen);
        m->filled = f.byte < 0 && !f.at.size &&
                    (f.at.stride == 1 || (!f.at.stride && f.at.offset <= 0));
    }
    return m->filled;
}

static bool fill_holds(struct check *k, uint32_t object, place wanted, int byte)
{
    const struct certificate_object *o = &k->objects[object].o;
    struct fill_key key;
    memset(&key, 0, sizeof key);
    key.at = wanted = normal_place(wanted);
    key.object = object;
    key.byte = byte;
    if (filled_with_any(k, object) || hmgeti(k->filled, key) >= 0)
        return true;
    for (uint32_t i = 0; i < o->fills; i++) {
        struct certificate_fill f = certificate_fill(k->c, object, i);
        if (has_byte(f.byte, byte) && fill_covers(f.at, wanted, o->size)) {
            hmput(k->filled, key, true);
            return true;
        }
    }
    return false;
}

static void need_fill(struct check *k, uint32_t object, place at, int byte,
                      const char *rule)
{
    const struct certificate_object *o = &k->objects[object].o;
    if (o->constant || o->world || o->kind == CERTIFIED_FUNCTION)
        return;
    if (!fill_holds(k, object, at, byte))
        violation_at(k, rule,
                     "%u bytes that are set are not in memory, at %lld + "
                     "multiples of %u",
                     at.size, (long long)at.offset, at.stride);
}

/* LENGTH bytes at T become BYTE, or anything when that is negative. */
void memory_fill(struct check *k, target t, uint64_t length, int byte)
{
    need_fill(k, t.object, (place){t.offset, t.stride, (uint32_t)length}, byte,
              "memory_set");
}

/* Whether every byte at TO is in a cell that holds the world. */
static bool all_world(struct check *k, target to, uint64_t length)
{
    const struct certificate_object *o = &k->objects[to.object].o;
    int64_t reached = to.offset, end = to.offset + (int64_t)length;
    for (bool more = true; more && (!length || reached < end);) {
        more = false;
        for (uint32_t i = 0; i < o->cells; i++) {
            struct certificate_cell c = certificate_cell(k->c, to.object, i);
            if (!value_is_world(k, value_at(k, c.value)))
                continue;
            if (c.at.stride && c.at.stride <= c.at.size)
                return true; /* everywhere */
            if (c.at.stride ? to.stride % c.at.stride : to.stride)
                continue;
            int64_t inside =
                c.at.stride ? check_modulo(reached - c.at.offset, c.at.stride)
                            : reached - c.at.offset;
            if (inside < 0 || inside >= (int64_t)c.at.size)
                continue;
            reached += (int64_t)c.at.size - inside;
            more = true;
        }
    }
    return length && reached >= end;
}

/* A copy: from the range FROM to the places TO. */
struct move {
    uint32_t object, source;
    place from; /* size UNBOUNDED: not known */
    target to;
    bool exact; /* the length is known */
};

static place moved(const struct move *m, place at)
{
    uint64_t step =
        common_step(common_step(m->from.stride, m->to.stride), at.stride);
    return normal_place((place){at.offset - m->from.offset + m->to.offset,
                                (uint32_t)step, at.size});
}

static void move_value(struct check *k, const struct move *m, place at, value v)
{
    if (places_meet(m->from, at))
        place_write(k, m->object, moved(m, at), v, "memory_copy");
}

/* Equal bytes: the part of them that lies in the range. */
static void move_fill(struct check *k, const struct move *m, place at, int byte)
{
    uint64_t step = common_step(m->from.stride, at.stride);
    int64_t length = at.size ? at.size : UNBOUNDED, range = m->from.size;
    int64_t after = at.offset - m->from.offset; /* the range's start */
    bool bounded = at.size || m->exact;
    if (step_between(after, step, -length, 1)) {
        int64_t start = step ? -check_modulo(-after, step) : after;
        int64_t size = start + length < range ? start + length : range;
        place to = {m->to.offset, m->to.stride, bounded ? (uint32_t)size : 0};
        need_fill(k, m->object, to, byte, "memory_copy");
    }
    if (step_between(after, step, 0, range)) {
        int64_t start = step ? 1 + check_modulo(after - 1, step) : after;
        int64_t size = length < range - start ? length : range - start;
        place to = {m->to.offset + start,
                    (uint32_t)common_step(step, m->to.stride),
                    bounded ? (uint32_t)size : 0};
        need_fill(k, m->object, to, byte, "memory_copy");
    }
}

/* The one cell that arrays of numbers are copied to has all of them. */
static bool array_held(struct check *k, const struct move *m,
                       const struct piece *p, unsigned size)
{
    uint64_t *items = NULL, v;
    for (int64_t at = 0; at + size <= (int64_t)p->size; at += size)
        if (piece_integer(p, at, size, &v) &&
            (!arrlen(items) || arrlast(items) != v))
            arrput(items, v);
    value all = {.integers = items, .integer_count = (uint32_t)arrlen(items)};
    place to = moved(m, (place){p->offset, size, size});
    bool held = cell_holds(k, m->object, to, all);
    arrfree(items);
    return held;
}

static void move_data(struct check *k, const struct move *m,
                      const struct piece *p)
{
    const struct certificate_object *o = &k->objects[m->object].o;
    LLVMTypeRef element = LLVMGetElementType(LLVMTypeOf(p->constant));
    unsigned size = (unsigned)LLVMStoreSizeOfType(k->layout, element);
    uint64_t v;
    if (o->world || o->constant || array_held(k, m, p, size))
        return;
    for (int64_t at = 0; at < (int64_t)p->size; at += size) {
        place from = {p->offset + at, 0, size};
        if (!piece_integer(p, at, size, &v) || !places_meet(m->from, from))
            continue;
        value one = {.integers = &v, .integer_count = 1};
        move_value(k, m, from, one);
    }
}

static void move_contents(struct check *k, const struct move *m)
{
    contents_flatten(k, m->source);
    for (uint32_t i = 0; i < arrlenu(k->objects[m->source].pieces); i++) {
        struct piece p = k->objects[m->source].pieces[i];
        place at = {p.offset, 0, (uint32_t)p.size};
        if (!places_meet(m->from, at))
            continue;
        if (!p.constant)
            move_fill(k, m, at, 0);
        else if (piece_is_data(&p))
            move_data(k, m, &p);
        else
            move_value(k, m, at, constant_leaf(k, p.constant, 0));
    }
}

static void move_all(struct check *k, const struct move *m)
{
    const struct certificate_object *o = &k->objects[m->source].o;
    move_contents(k, m);
    for (uint32_t i = 0; i < o->cells && !o->constant; i++) {
        struct certificate_cell c = certificate_cell(k->c, m->source, i);
        move_value(k, m, c.at, value_at(k, c.value));
    }
    for (uint32_t i = 0; i < o->fills && !o->constant; i++) {
        struct certificate_fill f = certificate_fill(k->c, m->source, i);
        move_fill(k, m, f.at, f.byte);
    }
}

/* LENGTH bytes (0: not known) are copied from FROM to TO. */
void memory_copy(struct check *k, target to, target from, uint64_t length)
{
    const struct certificate_object *d = &k->objects[to.object].o;
    const struct certificate_object *s = &k->objects[from.object].o;
    struct copy_key key;
    memset(&key, 0, sizeof key);
    key.to = to;
    key.from = from;
    key.length = length;
    if (d->constant || d->kind == CERTIFIED_FUNCTION ||
        hmgeti(k->copies, key) >= 0)
        return;
    hmput(k->copies, key, true);
    if (to.object == from.object && to.offset == from.offset && !to.stride &&
        !from.stride)
        return;
    if (s->kind == CERTIFIED_TEXT || s->kind == CERTIFIED_FUNCTION) {
        place at = {to.offset, to.stride, (uint32_t)length};
        need_fill(k, to.object, at, -1, "memory_copy");
        return;
    }
    if (s->world && !s->constant) {
        demand(k, d->world || all_world(k, to, length), "memory_copy",
               "what is copied from the world is not the world");
        return;
    }
    struct move m = {
        .object = to.object, .source = from.object, .to = to, .exact = length};
    m.from = (place){from.offset, from.stride,
                     length ? (uint32_t)length : (uint32_t)UNBOUNDED};
    move_all(k, &m);
}
