/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * malloc()'s common path: a small size, a free slot in the active group, no
 * other thread. It calls nothing but in the place of its return, and so saves
 * no register; all else is musl's malloc(), here __malloc_slow(), which takes
 * the lock. Both take the same slot, and leave the bytes around a block as
 * musl's free() and realloc() read them (get_meta(), get_nominal_size()).
 */
#include "meta.h"

hidden void *__malloc_slow(size_t n);
hidden void *__malloc_place(struct meta *g, int idx, size_t n, int ctr);

/* The largest size of a class whose number is the size in units, less one. Groups
 * of these classes have more than one slot, so no other stride, and no block has
 * a unit to spare: each begins where its slot does. */
enum { SMALL = 10 * UNIT - IB };

/* What the three bits for spare bytes say of a slot whose block is not at its
 * start, and of a block whose number of spare bytes lies at the slot's end. */
enum { MOVED = 7, COUNTED = 5, SPARE_SHIFT = 5 };

/* Writes what lies behind the n bytes of a block with so many spare ones, and
 * returns what its header says of them. The byte behind a block with none is
 * the next slot's, and 0 as well. */
static inline unsigned end_block(unsigned char *p, size_t n, unsigned spare)
{
    unsigned char *end = p + n + spare;

    p[n] = 0;
    if (spare < COUNTED)
        return spare << SPARE_SHIFT;
    *(uint32_t *)(end - 4) = spare;
    end[-5] = 0;
    return COUNTED << SPARE_SHIFT;
}

void *malloc(size_t n)
{
    struct meta *g;
    uint32_t mask;

    if (n > SMALL || MT)
        return __malloc_slow(n);
    unsigned class = (unsigned)(n + IB - 1) / UNIT;
    if (!(g = ctx.active[class]) || !(mask = g->avail_mask))
        return __malloc_slow(n);
    g->avail_mask = mask & (mask - 1);

    unsigned idx = (unsigned)a_ctz_32(mask), at = (class + 1) * idx;
    unsigned char *p = g->mem->storage + UNIT * at;

    assert(!p[-4]);
    *(uint16_t *)(p - 2) = (uint16_t)at;
    p[-3] = idx | end_block(p, n, UNIT * (class + 1) - IB - (unsigned)n);
    return p;
}

static size_t stride_of(const struct meta *g)
{
    if (__builtin_expect(!g->last_idx, 0) && g->maplen)
        return g->maplen * 4096UL - UNIT;
    return UNIT * size_classes[g->sizeclass];
}

/* Units from the slot's start to its next block: one more than last time, so
 * that an address comes back late, brought into 0 to room. */
static unsigned next_offset(const unsigned char *slot, unsigned ctr,
                            size_t room)
{
    unsigned offset = slot[-3] ? *(const uint16_t *)(slot - 2) + 1u : ctr;

    offset &= 255;
    if (offset <= room)
        return offset;
    offset &= UINT32_MAX >> a_clz_32((uint32_t)room);
    return offset <= room ? offset : offset - (unsigned)room - 1;
}

/* Makes slot idx of g a block of n bytes. */
void *__malloc_place(struct meta *g, int idx, size_t n, int ctr)
{
    size_t stride = stride_of(g), at = stride * (unsigned)idx;
    size_t spare = stride - IB - n;
    unsigned char *p = g->mem->storage + at;
    unsigned offset;

    assert(!p[-4]);
    if (spare >= UNIT && (offset = next_offset(p, ctr, spare / UNIT))) {
        *(uint16_t *)(p - 2) = offset;
        p[-3] = MOVED << SPARE_SHIFT;
        p += UNIT * offset;
        p[-4] = 0;
        at += UNIT * offset;
        spare -= UNIT * offset;
    }
    *(uint16_t *)(p - 2) = at / UNIT;
    p[-3] = idx | end_block(p, n, (unsigned)spare);
    return p;
}
