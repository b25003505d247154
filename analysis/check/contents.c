/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What initialisers hold, as a list of pieces in the order of memory. Arrays
 * of numbers are one piece; padding is zeroes, as code generation makes it.
 */
#include "check.h"

#include <string.h>

static void add_piece(struct check *k, uint32_t o, int64_t at, uint64_t size,
                      LLVMValueRef c)
{
    struct piece p = {at, size, c};
    if (size)
        arrput(k->objects[o].pieces, p);
}

static void pad(struct check *k, uint32_t o, int64_t from, int64_t to)
{
    if (from < to)
        add_piece(k, o, from, (uint64_t)(to - from), NULL);
}

static void flatten(struct check *k, uint32_t o, LLVMValueRef c, int64_t at);

static void flatten_struct(struct check *k, uint32_t o, LLVMValueRef c,
                           int64_t at)
{
    LLVMTypeRef type = LLVMTypeOf(c);
    int64_t end = at;
    for (int i = 0, n = LLVMGetNumOperands(c); i < n; i++) {
        LLVMTypeRef part = LLVMStructGetTypeAtIndex(type, (unsigned)i);
        int64_t field =
            at + (int64_t)LLVMOffsetOfElement(k->layout, type, (unsigned)i);
        pad(k, o, end, field);
        flatten(k, o, LLVMGetOperand(c, (unsigned)i), field);
        end = field + (int64_t)LLVMABISizeOfType(k->layout, part);
    }
    pad(k, o, end, at + (int64_t)LLVMABISizeOfType(k->layout, type));
}

static void flatten(struct check *k, uint32_t o, LLVMValueRef c, int64_t at)
{
    LLVMTypeRef type = LLVMTypeOf(c);
    if (LLVMIsUndef(c) || LLVMIsPoison(c))
        return;
    if (LLVMIsNull(c)) {
        add_piece(k, o, at, LLVMABISizeOfType(k->layout, type), NULL);
        return;
    }
    if (LLVMIsAConstantStruct(c)) {
        flatten_struct(k, o, c, at);
        return;
    }
    uint64_t size = LLVMStoreSizeOfType(k->layout, type);
    if (LLVMIsAConstantArray(c) || LLVMIsAConstantVector(c)) {
        int n = LLVMGetNumOperands(c);
        int64_t step =
            (int64_t)LLVMABISizeOfType(k->layout, LLVMGetElementType(type));
        for (int i = 0; i < n; i++)
            flatten(k, o, LLVMGetOperand(c, (unsigned)i), at + i * step);
        return;
    }
    add_piece(k, o, at, size, c);
    if (!LLVMIsAConstantDataArray(c))
        pad(k, o, at + (int64_t)size,
            at + (int64_t)LLVMABISizeOfType(k->layout, type));
}

void contents_flatten(struct check *k, uint32_t o)
{
    struct memory *m = &k->objects[o];
    if (m->flattened)
        return;
    m->flattened = true;
    if (m->o.kind != CERTIFIED_GLOBAL || !LLVMIsAGlobalVariable(m->o.origin) ||
        !LLVMGetInitializer(m->o.origin))
        return;
    flatten(k, o, LLVMGetInitializer(m->o.origin), 0);
}

/* Whether an initialiser has no addresses in it. */
bool contents_plain(LLVMValueRef c)
{
    return LLVMIsNull(c) || LLVMIsAConstantDataArray(c) ||
           LLVMIsAConstantDataVector(c) || LLVMIsAConstantInt(c) ||
           LLVMIsAConstantFP(c);
}

bool piece_is_data(const struct piece *p)
{
    return p->constant && (LLVMIsAConstantDataArray(p->constant) ||
                           LLVMIsAConstantDataVector(p->constant));
}

/* The number in SIZE bytes, AT bytes into an array of numbers. */
bool piece_integer(const struct piece *p, int64_t at, unsigned size,
                   uint64_t *v)
{
    size_t length;
    const unsigned char *raw =
        (const unsigned char *)LLVMGetRawDataValues(p->constant, &length);
    if (at < 0 || size > 8 || (uint64_t)at + size > length)
        return false;
    *v = 0;
    for (unsigned i = size; i--;)
        *v = *v << 8 | raw[(uint64_t)at + i];
    return true;
}

/* Reads beyond the object's ends do not happen. */
static bool covers_data(struct check *k, uint32_t o, const struct piece *p,
                        place at, value d)
{
    uint64_t v;
    int64_t first = at.offset - p->offset;
    int64_t size = (int64_t)k->objects[o].o.size;
    if (d.any)
        return true;
    if (!at.stride)
        return piece_integer(p, first, at.size, &v) && value_has(d, v);
    /* From the first place that touches the piece. */
    first = check_modulo(first + at.size - 1, at.stride) - (int64_t)at.size + 1;
    for (int64_t i = first; i < (int64_t)p->size; i += at.stride) {
        int64_t start = p->offset + i;
        if (start < 0 || start + at.size > size)
            continue;
        if (!piece_integer(p, i, at.size, &v) || !value_has(d, v))
            return false;
    }
    return true;
}

static bool touches(const struct piece *p, place at)
{
    return step_between(p->offset - at.offset, at.stride, -(int64_t)p->size,
                        at.size);
}

static uint32_t first_ending_after(const struct piece *pieces, int64_t offset)
{
    uint32_t low = 0, high = (uint32_t)arrlenu(pieces);
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (pieces[middle].offset + (int64_t)pieces[middle].size > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* A constructor or destructor: one of ours, or of native code. */
static void read_startup(struct check *k, value d, const char *rule)
{
    bool outside = value_is_world(k, d);
    for (uint32_t i = 0; i < d.target_count; i++)
        outside |= k->objects[k->targets[d.targets[i]].object].o.kind ==
                   CERTIFIED_OUTSIDE;
    demand(k, outside, rule, "a native constructor is missing");
    for (ptrdiff_t i = 0; i < arrlen(k->constructors); i++) {
        uint32_t f = object_number(k, k->constructors[i]);
        demand(k,
               f != CERTIFICATE_NONE && value_covers(k, d, (target){f, 0, 0}),
               rule, "a constructor is missing");
    }
}

/* D has what the initialiser of O holds at AT. */
void contents_read(struct check *k, uint32_t o, place at, value d,
                   const char *rule)
{
    contents_flatten(k, o);
    if (k->objects[o].o.kind == CERTIFIED_STARTUP)
        read_startup(k, d, rule);
    uint32_t n = (uint32_t)arrlenu(k->objects[o].pieces);
    uint32_t i =
        at.stride ? 0 : first_ending_after(k->objects[o].pieces, at.offset);
    for (; i < n; i++) {
        struct piece p = k->objects[o].pieces[i];
        if (!at.stride && p.offset >= at.offset + (int64_t)at.size)
            break;
        if (!touches(&p, at))
            continue;
        place whole = {p.offset, 0, (uint32_t)p.size};
        if (!p.constant)
            fill_read(k, o, at, whole, 0, d, rule);
        else if (piece_is_data(&p))
            demand(k, covers_data(k, o, &p, at, d), rule,
                   "a number of the initialiser is missing");
        else
            cell_read(k, at, whole, constant_leaf(k, p.constant, 0), d, false);
    }
}
