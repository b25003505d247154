/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Memory. A place is a set of byte ranges with equal distances. Two places
 * meet where the distance d between two of their ranges has them overlap; for
 * places with strides, d is known up to multiples of the strides' common
 * divisor. What is read at a place has all of each cell that it meets head-on,
 * and the pieces of those that it meets otherwise.
 *
 * Taken for granted: nobody reads or writes beyond the ends of an object, and
 * each variadic argument is read as a whole.
 */
#include "check.h"

#include <stdlib.h>

#define PARTS_MAX 16 /* ways to meet in part that are looked at one by one */

/* Whether some d + n * step lies between LOW and HIGH, exclusively. */
bool step_between(int64_t d, uint64_t step, int64_t low, int64_t high)
{
    if (!step)
        return low < d && d < high;
    return low + 1 + check_modulo(d - low - 1, step) < high;
}

bool places_meet(place x, place y)
{
    return step_between(y.offset - x.offset, common_step(x.stride, y.stride),
                        -(int64_t)y.size, x.size);
}

place normal_place(place at)
{
    if (at.stride)
        at.offset = check_modulo(at.offset, at.stride);
    return at;
}

static uint64_t hash_place(uint32_t object, place at)
{
    uint64_t h = ((uint64_t)object << 32 | at.size) * 0x9e3779b97f4a7c15u;
    h ^= ((uint64_t)at.offset + ((uint64_t)at.stride << 40)) *
         0xc2b2ae3d27d4eb4fu;
    h ^= h >> 31;
    return h * 0x94d049bb133111ebu >> 20;
}

static bool same_place(place x, place y)
{
    return x.offset == y.offset && x.stride == y.stride && x.size == y.size;
}

static void index_places(struct check *k, struct index *x, bool views)
{
    uint64_t n = 0;
    for (uint32_t o = 0; o < arrlenu(k->objects); o++)
        n += views ? k->objects[o].o.views : k->objects[o].o.cells;
    for (x->mask = 1; x->mask < 2 * n + 2;)
        x->mask *= 2;
    x->slots = calloc(x->mask, sizeof *x->slots);
    if (!x->slots)
        abort();
    x->mask--;
    for (uint32_t o = 0; o < arrlenu(k->objects); o++) {
        uint32_t count = views ? k->objects[o].o.views : k->objects[o].o.cells;
        for (uint32_t i = 0; i < count; i++) {
            struct certificate_cell c = views ? certificate_view(k->c, o, i)
                                              : certificate_cell(k->c, o, i);
            uint64_t h = hash_place(o, c.at) & x->mask;
            while (x->slots[h])
                h = (h + 1) & x->mask;
            x->slots[h] = (uint64_t)o << 32 | (i + 1);
        }
    }
}

void memory_index(struct check *k)
{
    index_places(k, &k->cells, false);
    index_places(k, &k->views, true);
    k->view_checked = calloc(k->views.mask + 1, 1);
    if (!k->view_checked)
        abort();
}

/* The slot of the cell or view of exactly this place; false if none is. */
static bool find_place(struct check *k, const struct index *x, bool views,
                       uint32_t object, place at, uint64_t *slot,
                       struct certificate_cell *found)
{
    uint64_t h = hash_place(object, at) & x->mask;
    for (; x->slots[h]; h = (h + 1) & x->mask) {
        if (x->slots[h] >> 32 != object)
            continue;
        uint32_t i = (uint32_t)x->slots[h] - 1;
        *found = views ? certificate_view(k->c, object, i)
                       : certificate_cell(k->c, object, i);
        *slot = h;
        if (same_place(found->at, at))
            return true;
    }
    return false;
}

/* D has bytes SHIFT.. of S, SIZE of them. */
static bool has_bytes(struct check *k, value d, value s, unsigned shift,
                      unsigned size)
{
    if (s.target_count || s.any)
        return value_laundered(k, d, s);
    for (uint32_t i = 0; i < s.integer_count; i++) {
        uint64_t v = integer_truncate(s.integers[i] >> 8 * shift, 8 * size);
        if (!value_has(d, v))
            return false;
    }
    return true;
}

/* D has what comes of reading SIZE bytes, where the cell starts DISTANCE
 * bytes further on. */
static bool has_part(struct check *k, value d, value s, int64_t distance,
                     unsigned size, unsigned cell)
{
    bool inside = distance <= 0 && distance + cell >= size && cell <= 8;
    if (inside)
        return has_bytes(k, d, s, (unsigned)-distance, size);
    return value_laundered(k, d, s);
}

/* D, read at AT, has what S in CELL gives. */
void cell_read(struct check *k, place at, place cell, value s, value d,
               bool varargs)
{
    uint64_t step = common_step(at.stride, cell.stride);
    int64_t distance = cell.offset - at.offset;
    int64_t low = -(int64_t)cell.size, high = at.size;
    if (value_empty(s) || !step_between(distance, step, low, high))
        return;
    if (at.size == cell.size && step_between(distance, step, -1, 1))
        demand(k, value_includes(k, d, s), "memory",
               "what is read lacks what was written there");
    if (varargs) {
        if (at.size != cell.size)
            demand(k, d.any, "overlap", "part of an argument is missing");
        return;
    }
    if (step && (uint64_t)(high - low) / step > PARTS_MAX) {
        demand(k, value_laundered(k, d, s), "overlap",
               "what is read lacks parts of what was written there");
        return;
    }
    int64_t first =
        step ? low + 1 + check_modulo(distance - low - 1, step) : distance;
    for (int64_t p = first; p < high; p += (int64_t)step) {
        if (p || at.size != cell.size)
            demand(k, has_part(k, d, s, p, at.size, cell.size), "overlap",
                   "what is read lacks a part of what was written there");
        if (!step)
            break;
    }
}

/*
 * D, read at AT, has what the equal bytes of FILL give. A fill of unknown
 * length ends between two scalars; nothing is read across the object's ends.
 */
void fill_read(struct check *k, uint32_t object, place at, place fill, int byte,
               value d, const char *rule)
{
    if (d.any)
        return;
    uint64_t step = common_step(at.stride, fill.stride), v = 0;
    int64_t size = (int64_t)k->objects[object].o.size;
    int64_t length = fill.size ? fill.size : UNBOUNDED;
    int64_t distance = fill.offset - at.offset, width = at.size;
    if (!step_between(distance, step, -length, width))
        return;
    bool starts = fill.stride || fill.offset > 0;
    bool ends =
        fill.size && (fill.stride || !size || fill.offset + length < size);
    bool partial =
        (starts && step_between(distance, step, 0, width)) ||
        (ends && step_between(distance, step, -length, width - length));
    for (unsigned i = 0; i < at.size && i < 8; i++)
        v = v << 8 | (unsigned char)byte;
    demand(k,
           byte >= 0 && (at.size <= 8 || !byte) && !partial && value_has(d, v),
           rule, "what is read lacks the bytes that were set there");
}

/* D has everything that may be read at AT in an object of its own. */
static void check_contents(struct check *k, uint32_t object, place at, value d)
{
    const struct certificate_object *o = &k->objects[object].o;
    bool varargs = o->kind == CERTIFIED_VARARGS;
    contents_read(k, object, at, d, "initial");
    for (uint32_t i = 0; i < o->cells && !o->constant; i++) {
        struct certificate_cell c = certificate_cell(k->c, object, i);
        if (places_meet(at, c.at))
            cell_read(k, at, c.at, value_at(k, c.value), d, varargs);
    }
    for (uint32_t i = 0; i < o->fills && !o->constant; i++) {
        struct certificate_fill f = certificate_fill(k->c, object, i);
        fill_read(k, object, at, f.at, f.byte, d, "memory_set");
    }
}

static void place_read(struct check *k, uint32_t object, place at, value d)
{
    uint64_t slot;
    struct certificate_cell view;
    if (!find_place(k, &k->views, true, object, at, &slot, &view)) {
        check_contents(k, object, at, d);
        return;
    }
    value v = value_at(k, view.value);
    if (!k->view_checked[slot]) {
        k->view_checked[slot] = true;
        check_contents(k, object, at, v);
    }
    demand(k, value_includes(k, d, v), "load",
           "the result lacks what may be in memory");
}

static place leaf_place(target t, const struct leaf *l, uint32_t element)
{
    int64_t at = t.offset + (int64_t)(l->offset + (uint64_t)element * l->size);
    return normal_place((place){at, t.stride, l->size});
}

/* D has what a leaf that is read at T may be. */
void memory_read(struct check *k, target t, const struct leaf *l, value d)
{
    const struct certificate_object *o = &k->objects[t.object].o;
    if (o->world && !o->constant && o->kind != CERTIFIED_FUNCTION) {
        demand(k, value_is_world(k, d), "load",
               "the result of reading the world is not the world");
        return;
    }
    if (o->kind == CERTIFIED_FUNCTION || o->kind == CERTIFIED_TEXT) {
        demand(k, d.any, "load", "the result lacks numbers");
        return;
    }
    for (uint32_t i = 0; i < l->repeat; i++)
        place_read(k, t.object, leaf_place(t, l, i), d);
}

/* Whether a cell of the object covers AT and includes S. */
bool cell_holds(struct check *k, uint32_t object, place at, value s)
{
    uint64_t slot;
    struct certificate_cell c;
    if (find_place(k, &k->cells, false, object, at, &slot, &c) &&
        value_includes(k, value_at(k, c.value), s))
        return true;
    for (uint32_t i = 0; i < k->objects[object].o.cells; i++) {
        c = certificate_cell(k->c, object, i);
        if (c.at.size != at.size)
            continue;
        bool covers = c.at.stride ? at.stride % c.at.stride == 0 &&
                                        !check_modulo(at.offset - c.at.offset,
                                                      c.at.stride)
                                  : !at.stride && at.offset == c.at.offset;
        if (covers && value_includes(k, value_at(k, c.value), s))
            return true;
    }
    return false;
}

/* S is written at AT. Nobody writes to constants. */
void place_write(struct check *k, uint32_t object, place at, value s,
                 const char *rule)
{
    const struct certificate_object *o = &k->objects[object].o;
    if (o->constant || o->kind == CERTIFIED_FUNCTION || value_empty(s))
        return;
    if (o->world)
        demand(k, value_escaped(k, s), rule,
               "what is written to the world is not part of it");
    else
        demand(k, cell_holds(k, object, normal_place(at), s), rule,
               "no cell holds what is written there");
}

void memory_write(struct check *k, target t, const struct leaf *l, value s)
{
    for (uint32_t i = 0; i < l->repeat; i++)
        place_write(k, t.object, leaf_place(t, l, i), s, "store");
}
