/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What initialisers put into memory. An initialiser becomes a list of scalar
 * pieces when the first load looks into its variable; strings and other arrays
 * of numbers stay one piece.
 */
#include "solver.h"

#include <string.h>

static void piece(struct analysis *a, object_id o, int64_t offset,
                  uint64_t size, LLVMValueRef constant)
{
    struct initial i = {offset, size, constant};
    if (size)
        arrput(a->objects[o].initial, i);
}

static void flatten(struct analysis *a, object_id o, LLVMValueRef c,
                    int64_t at);

/* Padding is zero. */
static void flatten_structure(struct analysis *a, object_id o, LLVMValueRef c,
                              int64_t at)
{
    LLVMTypeRef type = LLVMTypeOf(c);
    uint64_t end = 0;
    for (unsigned i = 0, n = (unsigned)LLVMGetNumOperands(c); i < n; i++) {
        LLVMValueRef field = LLVMGetOperand(c, i);
        uint64_t start = LLVMOffsetOfElement(a->layout, type, i);
        piece(a, o, at + (int64_t)end, start - end, NULL);
        flatten(a, o, field, at + (int64_t)start);
        end = start + LLVMStoreSizeOfType(a->layout, LLVMTypeOf(field));
    }
    piece(a, o, at + (int64_t)end, LLVMABISizeOfType(a->layout, type) - end,
          NULL);
}

static void flatten(struct analysis *a, object_id o, LLVMValueRef c,
                    int64_t at)
{
    LLVMTypeRef type = LLVMTypeOf(c);
    if (LLVMIsUndef(c) || LLVMIsPoison(c))
        return;
    if (LLVMIsAConstantAggregateZero(c) || LLVMIsNull(c)) {
        piece(a, o, at, LLVMABISizeOfType(a->layout, type), NULL);
    } else if (LLVMIsAConstantStruct(c)) {
        flatten_structure(a, o, c, at);
    } else if (LLVMIsAConstantArray(c) || LLVMIsAConstantVector(c)) {
        uint64_t step =
            LLVMABISizeOfType(a->layout, LLVMGetElementType(type));
        for (int i = 0, n = LLVMGetNumOperands(c); i < n; i++)
            flatten(a, o, LLVMGetOperand(c, i), at + (int64_t)(i * step));
    } else {
        piece(a, o, at, LLVMStoreSizeOfType(a->layout, type), c);
    }
}

static struct object *flattened(struct analysis *a, object_id id)
{
    struct object *o = &a->objects[id];
    if (o->flattened)
        return o;
    o->flattened = true;
    if (o->kind == MEMORY_GLOBAL && LLVMIsAGlobalVariable(o->origin) &&
        LLVMGetInitializer(o->origin))
        flatten(a, id, LLVMGetInitializer(o->origin), 0);
    return &a->objects[id];
}

/* Bytes per element of an array of numbers. */
static unsigned element_size(struct analysis *a, const struct initial *i)
{
    LLVMTypeRef type = LLVMTypeOf(i->constant);
    LLVMTypeKind kind = LLVMGetTypeKind(type);
    if (kind != LLVMArrayTypeKind && kind != LLVMVectorTypeKind)
        return 0;
    return (unsigned)LLVMStoreSizeOfType(a->layout, LLVMGetElementType(type));
}

static bool is_data(LLVMValueRef c)
{
    return LLVMIsAConstantDataArray(c) || LLVMIsAConstantDataVector(c);
}

/* The number in SIZE bytes at byte AT of an array of numbers. */
static bool data_number(struct analysis *a, const struct initial *i,
                        uint64_t at, unsigned size, uint64_t *v)
{
    size_t bytes;
    (void)a;
    const char *raw = LLVMGetRawDataValues(i->constant, &bytes);
    if (size > 8 || at + size > bytes)
        return false;
    *v = 0;
    memcpy(v, raw + at, size); /* host and target are little-endian */
    return true;
}

/* Whether no repetition of AT lies across an end of the piece. */
static bool inside_always(const struct initial *i, struct range at)
{
    struct range piece = {i->offset, 0, (uint32_t)i->size};
    return covers_repeated(piece, at);
}

static void read_data(struct analysis *a, const struct initial *i,
                      struct range at, node_id into)
{
    uint64_t v;
    if (!at.stride) {
        int64_t start = at.offset - i->offset;
        if (start >= 0 && data_number(a, i, (uint64_t)start, at.size, &v))
            node_add_integer(a, into, v);
        else
            node_add_any(a, into);
        return;
    }
    int64_t start = (at.offset - i->offset) % at.stride;
    if (start < 0)
        start += at.stride;
    for (uint64_t k = (uint64_t)start; k + at.size <= i->size; k += at.stride) {
        if (data_number(a, i, k, at.size, &v))
            node_add_integer(a, into, v);
        else
            node_add_any(a, into);
        if (node_at(a, node_find(a, into))->integers.any)
            return;
    }
    if (!inside_always(i, at))
        node_add_any(a, into);
}

/* One scalar piece, at the offset I.offset, is read as the range AT. */
static void read_scalar(struct analysis *a, const struct initial *i,
                        struct range at, node_id into)
{
    uint32_t g = at.stride;
    int64_t d = i->offset - at.offset;
    node_id from = constant_nodes(a, i->constant);
    if (g) {
        d %= g;
        if (d < 0)
            d += g;
        if (!d && at.size == i->size)
            node_include(a, into, from);
        bool partial = !d ? at.size != i->size || g < at.size
                          : d < at.size || g - d < (int64_t)i->size;
        if (partial)
            node_read_part(a, into, from, 0, 0);
        return;
    }
    if (!d && at.size == i->size) {
        node_include(a, into, from);
        return;
    }
    bool inside = d <= 0 && d + (int64_t)i->size >= (int64_t)at.size &&
                  -d < 8 && at.size <= 8 && i->size <= 8;
    node_read_part(a, into, from, inside ? (unsigned)-d : 0,
                   inside ? at.size : 0);
}

static bool touches(const struct initial *i, struct range at)
{
    if (!at.stride)
        return i->offset < at.offset + (int64_t)at.size &&
               at.offset < i->offset + (int64_t)i->size;
    if (i->size >= at.stride)
        return true;
    int64_t r = (i->offset - at.offset) % at.stride;
    if (r < 0)
        r += at.stride;
    return r < at.size || r + (int64_t)i->size > at.stride;
}

static void read_zeroes(struct analysis *a, const struct initial *i,
                        struct range at, node_id into)
{
    node_add_integer(a, into, 0);
    bool whole = at.stride ? inside_always(i, at)
                           : i->offset <= at.offset &&
                                 i->offset + (int64_t)i->size >=
                                     at.offset + (int64_t)at.size;
    if (!whole)
        node_add_any(a, into);
}

/* First piece that ends after OFFSET. */
static uint32_t first_after(const struct object *o, int64_t offset)
{
    uint32_t lo = 0, hi = arrlenu(o->initial);
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (o->initial[mid].offset + (int64_t)o->initial[mid].size <= offset)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Constructors or destructors; native objects may have some as well. */
static void read_startup(struct analysis *a, node_id into)
{
    object_id outside = object_new(a, MEMORY_OUTSIDE, NULL, 0, 1);
    node_add_target(a, into, target_make(a, outside, 0, 0, 0));
    for (ptrdiff_t i = 0; i < arrlen(a->startup_functions); i++) {
        object_id o = object_of(a, a->startup_functions[i]);
        node_add_target(a, into, target_make(a, o, 0, 0, 0));
    }
}

void initial_read(struct analysis *a, object_id id, struct range at,
                  node_id into)
{
    if (!HAS_RULE(a, initial))
        return;
    struct object *o = flattened(a, id);
    if (o->kind == MEMORY_STARTUP)
        read_startup(a, into);
    uint32_t k = at.stride ? 0 : first_after(&a->objects[id], at.offset);
    for (; k < arrlenu(a->objects[id].initial); k++) {
        struct initial i = a->objects[id].initial[k];
        if (!at.stride && i.offset >= at.offset + (int64_t)at.size)
            break;
        if (!touches(&i, at))
            continue;
        if (!i.constant)
            read_zeroes(a, &i, at, into);
        else if (is_data(i.constant))
            read_data(a, &i, at, into);
        else
            read_scalar(a, &i, at, into);
    }
}

static void copy_piece(struct analysis *a, const struct initial *i,
                       const struct copy *c)
{
    uint32_t stride = gcd32(c->from.stride, c->stride);
    struct range to = {i->offset - c->from.offset + c->offset, stride,
                       (uint32_t)i->size};
    if (stride)
        to.offset = ((to.offset % stride) + stride) % stride;
    if (!i->constant) {
        if (!stride && to.offset < c->offset) {
            to.size -= (uint32_t)(c->offset - to.offset);
            to.offset = c->offset;
        }
        object_fill(a, c->to, to, 0, 0);
        return;
    }
    if (!is_data(i->constant)) {
        node_include(a, object_cell(a, c->to, to, 0),
                     constant_nodes(a, i->constant));
        return;
    }
    unsigned size = element_size(a, i);
    struct range elements = {to.offset, stride ? gcd32(stride, size) : size,
                             size};
    elements.offset = ((elements.offset % elements.stride) + elements.stride) %
                      elements.stride;
    node_id cell = object_cell(a, c->to, elements, 0);
    struct range all = {i->offset % size, size, size};
    read_data(a, i, all, cell);
}

/* C copies out of FROM, whose initialiser counts as well. */
void initial_copy(struct analysis *a, object_id from, const struct copy *c)
{
    if (!HAS_RULE(a, initial))
        return;
    flattened(a, from);
    for (uint32_t k = 0; k < arrlenu(a->objects[from].initial); k++) {
        struct initial i = a->objects[from].initial[k];
        struct range at = c->from;
        if (!at.size)
            at.size = UINT32_MAX / 2;
        if (touches(&i, at))
            copy_piece(a, &i, c);
    }
}

/* All addresses of an initialiser enter the world. */
void initial_escape(struct analysis *a, object_id id)
{
    flattened(a, id);
    for (uint32_t k = 0; k < arrlenu(a->objects[id].initial); k++) {
        struct initial i = a->objects[id].initial[k];
        if (i.constant && !is_data(i.constant))
            node_include(a, a->world, constant_nodes(a, i.constant));
    }
}
