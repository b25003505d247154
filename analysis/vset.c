/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Sets of constants; see vset.h. Members are few, so a sorted array is the
 * quickest structure for them.
 */
#include "vset.h"

#include <stdlib.h>
#include <string.h>

bool vset_is_empty(const struct vset *s)
{
    return !s->any && s->count == 0;
}

/* Index of the first member not below V. */
static uint32_t lower_bound(const struct vset *s, uint64_t v)
{
    uint32_t lo = 0, hi = s->count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->items[mid] < v)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool vset_contains(const struct vset *s, uint64_t v)
{
    if (s->any)
        return true;
    uint32_t i = lower_bound(s, v);
    return i < s->count && s->items[i] == v;
}

bool vset_make_any(struct vset *s)
{
    if (s->any)
        return false;
    free(s->items);
    *s = VSET_ANY;
    return true;
}

/* Room for one more member: capacities are powers of two from 1. */
static void reserve(struct vset *s)
{
    if (s->count && (s->count & (s->count - 1)))
        return; /* not full */
    uint32_t capacity = s->count ? s->count * 2 : 1;
    uint64_t *items = realloc(s->items, capacity * sizeof *items);
    if (!items)
        abort();
    s->items = items;
}

bool vset_add(struct vset *s, uint64_t v)
{
    if (s->any)
        return false;
    uint32_t i = lower_bound(s, v);
    if (i < s->count && s->items[i] == v)
        return false;
    if (s->count == VSET_LIMIT)
        return vset_make_any(s);
    reserve(s);
    memmove(s->items + i + 1, s->items + i,
            (s->count - i) * sizeof *s->items);
    s->items[i] = v;
    s->count++;
    return true;
}

bool vset_merge(struct vset *s, const struct vset *from)
{
    if (from->any)
        return vset_make_any(s);
    bool grew = false;
    for (uint32_t i = 0; i < from->count && !s->any; i++)
        grew |= vset_add(s, from->items[i]);
    return grew;
}

void vset_free(struct vset *s)
{
    free(s->items);
    *s = VSET_EMPTY;
}
