/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * free()'s common path: a block of the small classes of malloc_fast.c, in a group
 * that has other free slots and keeps a used one, no other thread. It makes all
 * the checks of musl's free() that such a block can fail; what fails one, and
 * all else, is for that, here __free_slow(), which stops the program.
 */
#include "meta.h"

#include <stdbool.h>

hidden void __free_slow(void *p);

/* Of the classes whose slots have (class + 1) * UNIT bytes. */
enum { SMALL_CLASSES = 10 };

/* What the three bits for spare bytes say where their number is at the end. */
enum { COUNTED = 5, SPARE_SHIFT = 5 };

/* Does what malloc() wrote behind the block still stand there? */
static inline bool is_end_good(const unsigned char *p, unsigned size)
{
    const unsigned char *end = p + size;
    uint32_t spare = p[-3] >> SPARE_SHIFT;

    if (spare >= COUNTED) {
        if (spare != COUNTED || end[-5])
            return false;
        spare = *(const uint32_t *)(end - 4);
        if (spare < COUNTED || spare > size)
            return false;
    }
    return !end[-(ptrdiff_t)spare] && !*end;
}

/* The group of a block in the place and the state that this file is for. */
static inline struct meta *small_group(const unsigned char *p)
{
    unsigned offset = *(const uint16_t *)(p - 2), idx = p[-3] & 31;
    const struct group *base = (const void *)(p - UNIT * offset - UNIT);
    struct meta *g;

    if (((uintptr_t)p & (UNIT - 1)) || p[-4])
        return NULL;
    g = base->meta;
    if (g->mem != base || idx > g->last_idx || g->sizeclass >= SMALL_CLASSES ||
        offset != (g->sizeclass + 1) * idx)
        return NULL;
    const struct meta_area *area = (const void *)((uintptr_t)g & -4096UL);
    return area->check == ctx.secret ? g : NULL;
}

void free(void *block)
{
    unsigned char *p = block;
    struct meta *g = MT || !p ? NULL : small_group(p);

    if (!g || !is_end_good(p, UNIT * (g->sizeclass + 1) - IB)) {
        __free_slow(p);
        return;
    }
    uint32_t freed = g->freed_mask, mask = freed | g->avail_mask;
    uint32_t self = 1u << (p[-3] & 31);

    if (!mask || (mask & self) || mask + self == (2u << g->last_idx) - 1) {
        __free_slow(p);
        return;
    }
    p[-3] = 255;
    *(uint16_t *)(p - 2) = 0;
    g->freed_mask = freed + self;
}
