/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * malloc()'s common path: a small size, a free slot in the active group, no other
 * thread. It calls nothing but in the place of its return, and so saves no
 * register; all else is musl's malloc(), here __malloc_slow(), which takes the
 * lock. Both have the same groups, and take the same slot.
 */
#include "meta.h"

hidden void *__malloc_slow(size_t n);
hidden void *__malloc_place(struct meta *g, int idx, size_t n, int ctr);

/* The largest size of a class whose number is the size in units. */
enum { SMALL = 10 * UNIT - IB };

void *malloc(size_t n)
{
    struct meta *g;
    uint32_t mask;

    if (n > SMALL || MT)
        return __malloc_slow(n);
    g = ctx.active[(n + IB - 1) / UNIT];
    if (!g || !(mask = g->avail_mask))
        return __malloc_slow(n);
    g->avail_mask = mask & (mask - 1);
    return __malloc_place(g, a_ctz_32(mask), n, ctx.mmap_counter);
}

/* Makes slot idx of g a block of n bytes. */
void *__malloc_place(struct meta *g, int idx, size_t n, int ctr)
{
    return enframe(g, idx, n, ctr);
}
