/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Memory. An object has cells, one per place that stores write, and views, one
 * per place that loads read; a place is a set of equally spaced byte ranges.
 * A view includes every cell with which it may overlap: as a whole where both
 * start at the same byte and have the same size, else as bytes of which only
 * constants are followed. What an initialiser holds goes into views directly.
 *
 * Nothing of an object of the world is told apart: what is stored into it goes
 * to the world's node, what is read may be anything from there.
 */
#include "solver.h"

#include <stdlib.h>

#define CELLS_MAX 1024 /* past this an object is part of the world */
#define FILLS_MAX 64
#define COPY_DEPTH_MAX 12

object_id object_new(struct analysis *a, enum object_kind kind,
                     LLVMValueRef origin, uint64_t size, uint32_t alignment)
{
    struct object o = {.kind = kind,
                       .origin = origin,
                       .size = size,
                       .alignment = alignment ? alignment : 1};
    arrput(a->objects, o);
    return (object_id)arrlen(a->objects) - 1;
}

/* How two places may meet. */
struct meeting {
    bool equal;   /* same first byte, same size */
    bool partial; /* some bytes only, or at another offset */
    bool inside;  /* the view's bytes are SHIFT bytes into the cell, always */
    unsigned shift;
};

static struct meeting meet_exact(struct range view, struct range cell)
{
    struct meeting m = {0};
    int64_t d = cell.offset - view.offset;
    if (d >= (int64_t)view.size || -d >= (int64_t)cell.size)
        return m;
    if (!d && view.size == cell.size) {
        m.equal = true;
        return m;
    }
    m.partial = true;
    m.inside = d <= 0 && d + (int64_t)cell.size >= (int64_t)view.size &&
               -d < 8 && view.size <= 8 && cell.size <= 8;
    m.shift = m.inside ? (unsigned)-d : 0;
    return m;
}

static struct meeting meet(struct range view, struct range cell)
{
    if (!view.stride && !cell.stride)
        return meet_exact(view, cell);
    struct meeting m = {0};
    uint32_t g = gcd32(view.stride, cell.stride);
    int64_t r = (cell.offset - view.offset) % g;
    if (r < 0)
        r += g;
    if (!r) {
        m.equal = view.size == cell.size;
        m.partial = !m.equal || g < view.size;
    } else {
        m.partial = r < view.size || g - r < cell.size;
    }
    return m;
}

static void connect(struct analysis *a, const struct object *o,
                    const struct cell *view, const struct cell *cell)
{
    struct meeting m = meet(view->at, cell->at);
    if (m.equal && HAS_RULE(a, memory))
        node_include(a, view->node, cell->node);
    if (!m.partial || !HAS_RULE(a, overlap))
        return;
    if (o->kind == MEMORY_VARARGS)
        node_add_any(a, view->node); /* each argument is read as a whole */
    else
        node_read_part(a, view->node, cell->node, m.shift,
                       m.inside ? view->at.size : 0);
}

static bool covers(struct range fill, struct range view)
{
    if (fill.stride || view.stride)
        return false;
    return fill.offset <= view.offset &&
           (!fill.size || fill.offset + (int64_t)fill.size >=
                              view.offset + (int64_t)view.size);
}

/* Whether no repetition of VIEW lies across an end of one of FILL's. */
bool covers_repeated(struct range fill, struct range view)
{
    uint32_t g = gcd32(fill.stride, view.stride);
    if (!g)
        return false;
    int64_t d = (view.offset - fill.offset) % g;
    if (d < 0)
        d += g;
    if (d + view.size > g)
        return false;
    int64_t end = ((int64_t)fill.size - d) % g;
    if (end < 0)
        end += g;
    return !fill.size || !end || end >= view.size;
}

static bool fill_meets(struct range fill, struct range view)
{
    if (!fill.size) /* to the end of the object */
        return fill.stride || view.stride ||
               view.offset + (int64_t)view.size > fill.offset;
    struct meeting m = meet(view, fill);
    return m.equal || m.partial;
}

static void read_fill(struct analysis *a, const struct cell *view,
                      const struct fill *f)
{
    if (!fill_meets(f->at, view->at))
        return;
    uint64_t v = 0;
    if (f->byte == FILL_ANY || view->at.size > 8) {
        node_add_any(a, view->node);
        return;
    }
    for (unsigned i = 0; i < view->at.size; i++)
        v = v << 8 | (unsigned char)f->byte;
    node_add_integer(a, view->node, v);
    /* Part filled, part something else. */
    bool whole = covers(f->at, view->at) || covers_repeated(f->at, view->at);
    if (!whole && view->at.size > 1)
        node_add_any(a, view->node);
}

static bool same(struct range x, struct range y)
{
    return x.offset == y.offset && x.stride == y.stride && x.size == y.size;
}

static struct cell *find_cell(struct cell *cells, struct range at)
{
    for (uint32_t i = 0; i < arrlenu(cells); i++)
        if (same(cells[i].at, at))
            return &cells[i];
    return NULL;
}


/* The node of what a read of these bytes gives. */
node_id object_view(struct analysis *a, object_id id, struct range at)
{
    struct cell *found = find_cell(a->objects[id].views, at);
    if (found)
        return found->node;
    struct cell view = {at, node_new(a, NONE, 1), 0};
    arrput(a->objects[id].views, view);
    if (a->objects[id].world && !a->objects[id].constant) {
        node_add_world(a, view.node);
        return view.node;
    }
    if (id == OBJECT_TEXT)
        node_add_any(a, view.node);
    initial_read(a, id, at, view.node);
    for (uint32_t i = 0; i < arrlenu(a->objects[id].cells); i++) {
        struct cell cell = a->objects[id].cells[i];
        connect(a, &a->objects[id], &view, &cell);
    }
    for (uint32_t i = 0; i < arrlenu(a->objects[id].fills); i++) {
        struct fill f = a->objects[id].fills[i];
        read_fill(a, &view, &f);
    }
    if (arrlenu(a->objects[id].views) > CELLS_MAX)
        object_join_world(a, id);
    return view.node;
}

static void copy_cell(struct analysis *a, const struct cell *cell,
                      const struct copy *c, object_id from)
{
    struct range r = c->from;
    if (r.size) {
        struct meeting m = meet(r, cell->at);
        if (!m.equal && !m.partial)
            return;
    } else if (!r.stride && !cell->at.stride &&
               cell->at.offset + (int64_t)cell->at.size <= r.offset) {
        return;
    }
    uint32_t stride = gcd32(gcd32(r.stride, c->stride), cell->at.stride);
    int64_t offset = cell->at.offset - r.offset + c->offset;
    if (from == c->to && !stride) /* shifts within the object */
        stride = gcd32((uint64_t)llabs(c->offset - r.offset), 0);
    unsigned depth = cell->depth + 1u;
    if (depth > COPY_DEPTH_MAX && !stride)
        stride = 8;
    if (depth > COPY_DEPTH_MAX + 8)
        stride = 1;
    if (stride) {
        offset %= stride;
        if (offset < 0)
            offset += stride;
    }
    struct range to = {offset, stride, cell->at.size};
    node_include(a, object_cell(a, c->to, to, depth), cell->node);
}

static void copy_fill(struct analysis *a, const struct fill *f,
                      const struct copy *c, object_id from)
{
    struct range to = f->at;
    to.stride = gcd32(gcd32(c->from.stride, c->stride), f->at.stride);
    to.offset = f->at.offset - c->from.offset + c->offset;
    if (to.stride) {
        to.offset = ((to.offset % to.stride) + to.stride) % to.stride;
    } else if (to.offset < c->offset) { /* starts before the range */
        if (to.size)
            to.size -= (uint32_t)(c->offset - to.offset);
        to.offset = c->offset;
    }
    if (c->from.size && (!to.size || to.size > c->from.size))
        to.size = c->from.size;
    if (from == c->to && !to.stride) /* shifts within the object */
        to.stride = gcd32((uint64_t)llabs(c->offset - c->from.offset), 0);
    if (to.stride)
        to.offset = ((to.offset % to.stride) + to.stride) % to.stride;
    if (fill_meets(f->at, c->from) || !c->from.size)
        object_fill(a, c->to, to, f->byte, f->depth + 1u);
}

/* The node of what writes to these bytes put there. */
node_id object_cell(struct analysis *a, object_id id, struct range at,
                    unsigned depth)
{
    if (a->objects[id].constant)
        return a->sink;
    if (a->objects[id].world)
        return a->world;
    struct cell *found = find_cell(a->objects[id].cells, at);
    if (found)
        return found->node;
    struct cell cell = {at, node_new(a, NONE, 1), (uint8_t)depth};
    arrput(a->objects[id].cells, cell);
    for (uint32_t i = 0; i < arrlenu(a->objects[id].views); i++) {
        struct cell view = a->objects[id].views[i];
        connect(a, &a->objects[id], &view, &cell);
    }
    for (uint32_t i = 0; i < arrlenu(a->objects[id].copies); i++) {
        struct copy c = a->objects[id].copies[i];
        copy_cell(a, &cell, &c, id);
    }
    if (arrlenu(a->objects[id].cells) > CELLS_MAX) {
        object_join_world(a, id);
        return a->world;
    }
    return cell.node;
}

void object_fill(struct analysis *a, object_id id, struct range at, int byte,
                 unsigned depth)
{
    if (a->objects[id].world || a->objects[id].constant)
        return;
    if (depth > COPY_DEPTH_MAX ||
        arrlenu(a->objects[id].fills) > FILLS_MAX) {
        at = (struct range){0, 1, 0};
        byte = FILL_ANY;
    }
    for (uint32_t i = 0; i < arrlenu(a->objects[id].fills); i++) {
        struct fill *f = &a->objects[id].fills[i];
        if (same(f->at, at) && f->byte == byte)
            return;
    }
    struct fill fill = {at, byte, (uint8_t)depth};
    arrput(a->objects[id].fills, fill);
    for (uint32_t i = 0; i < arrlenu(a->objects[id].views); i++) {
        struct cell view = a->objects[id].views[i];
        read_fill(a, &view, &fill);
    }
    for (uint32_t i = 0; i < arrlenu(a->objects[id].copies); i++) {
        struct copy c = a->objects[id].copies[i];
        copy_fill(a, &fill, &c, id);
    }
}

/* Anything may be anywhere in what was copied to. */
static void copy_world(struct analysis *a, const struct copy *c)
{
    if (a->objects[c->to].world)
        return;
    if (!c->stride && c->from.size && c->from.size <= 64) {
        for (uint32_t k = 0; k < c->from.size; k += 8) {
            uint32_t left = c->from.size - k;
            struct range piece = {c->offset + k, 0, left < 8 ? left : 8};
            node_add_world(a, object_cell(a, c->to, piece, 0));
        }
        return;
    }
    struct range all = {0, 1, 8};
    node_add_world(a, object_cell(a, c->to, all, 0));
}

/* From now on, whatever comes into C's range of FROM goes to C's place too. */
void object_copy(struct analysis *a, object_id from, struct copy c)
{
    if (a->objects[c.to].constant)
        return;
    if (from == OBJECT_TEXT || a->objects[from].kind == MEMORY_FUNCTION) {
        struct range to = {c.offset, c.stride, c.from.size};
        object_fill(a, c.to, to, FILL_ANY, 0);
        return;
    }
    if (a->objects[from].world && !a->objects[from].constant) {
        copy_world(a, &c);
        return;
    }
    for (uint32_t i = 0; i < arrlenu(a->objects[from].copies); i++) {
        struct copy *o = &a->objects[from].copies[i];
        if (same(o->from, c.from) && o->to == c.to && o->offset == c.offset &&
            o->stride == c.stride)
            return;
    }
    arrput(a->objects[from].copies, c);
    initial_copy(a, from, &c);
    for (uint32_t i = 0; i < arrlenu(a->objects[from].cells); i++) {
        struct cell cell = a->objects[from].cells[i];
        copy_cell(a, &cell, &c, from);
    }
    for (uint32_t i = 0; i < arrlenu(a->objects[from].fills); i++) {
        struct fill f = a->objects[from].fills[i];
        copy_fill(a, &f, &c, from);
    }
}

/* From now on nothing of the object is told apart. */
void object_join_world(struct analysis *a, object_id id)
{
    if (a->objects[id].world)
        return;
    a->objects[id].world = true;
    if (a->objects[id].kind == MEMORY_FUNCTION) {
        LLVMValueRef f = a->objects[id].origin;
        arrput(a->world_functions, f);
        if (a->world_called)
            call_from_world(a, f);
        return;
    }
    initial_escape(a, id);
    if (a->objects[id].constant)
        return; /* what is read through its own address stays exact */
    for (uint32_t i = 0; i < arrlenu(a->objects[id].cells); i++) {
        node_id n = a->objects[id].cells[i].node;
        node_include(a, a->world, n);
    }
    for (uint32_t i = 0; i < arrlenu(a->objects[id].views); i++) {
        node_id n = a->objects[id].views[i].node;
        node_add_world(a, n);
    }
    for (uint32_t i = 0; i < arrlenu(a->objects[id].copies); i++) {
        struct copy c = a->objects[id].copies[i];
        object_copy(a, id, c);
    }
}
