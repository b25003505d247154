/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The page tree of a regular file; see pagetree.h. */
#include "pagetree.h"

#include <kernel/mm.h>

#define SLOT_BITS 9
#define SLOTS (1u << SLOT_BITS)

/* Pages below one slot of a node that stands at this height. */
static uint64_t span(unsigned height)
{
    return 1ull << (height - 1) * SLOT_BITS;
}

static unsigned slot_of(uint64_t index, unsigned height)
{
    return index >> (height - 1) * SLOT_BITS & (SLOTS - 1);
}

static int covers(const struct pagetree *t, uint64_t index)
{
    unsigned bits = t->height * SLOT_BITS;

    return bits >= 64 || index >> bits == 0;
}

void *pagetree_find(const struct pagetree *t, uint64_t index)
{
    void *at = t->root;

    if (!covers(t, index))
        return NULL;
    for (unsigned h = t->height; h && at; h--)
        at = ((void **)at)[slot_of(index, h)];
    return at;
}

/* Puts nodes above the root until the tree covers the index. */
static int grow(struct pagetree *t, uint64_t index)
{
    while (!covers(t, index)) {
        void **node;

        if (t->root) {
            node = page_alloc_zeroed();
            if (!node)
                return 0;
            node[0] = t->root;
            t->root = node;
        }
        t->height++;
    }
    return 1;
}

void **pagetree_slot(struct pagetree *t, uint64_t index)
{
    void **slot = &t->root;

    if (!grow(t, index))
        return NULL;
    for (unsigned h = t->height; h; h--) {
        if (!*slot)
            *slot = page_alloc_zeroed();
        if (!*slot)
            return NULL;
        slot = (void **)*slot + slot_of(index, h);
    }
    return slot;
}

/* Frees what is in [first, end) below *slot, whose range starts at base. */
static void cut(struct pagetree *t, void **slot, unsigned height, uint64_t base,
                uint64_t first, uint64_t end)
{
    void **node = *slot;
    uint64_t size;

    if (!node)
        return;
    if (height == 0) {
        page_free(node, 0);
        t->pages--;
        *slot = NULL;
        return;
    }
    size = span(height);
    for (unsigned i = first > base ? (first - base) / size : 0;
         i < SLOTS && base + i * size < end; i++)
        cut(t, &node[i], height - 1, base + i * size, first, end);
    if (first <= base && end - base >= size * SLOTS) {
        page_free(node, 0);
        *slot = NULL;
    }
}

void pagetree_cut(struct pagetree *t, uint64_t first, uint64_t end)
{
    if (first < end && (t->height || first == 0))
        cut(t, &t->root, t->height, 0, first, end);
    if (!t->root)
        t->height = 0;
}

static uint64_t next(void **node, unsigned height, uint64_t base,
                     uint64_t index)
{
    uint64_t size, found;

    if (!node)
        return PAGETREE_NONE;
    if (height == 0)
        return base;
    size = span(height);
    for (unsigned i = index > base ? (index - base) / size : 0; i < SLOTS;
         i++) {
        found = next(node[i], height - 1, base + i * size, index);
        if (found != PAGETREE_NONE)
            return found;
    }
    return PAGETREE_NONE;
}

uint64_t pagetree_next(const struct pagetree *t, uint64_t index)
{
    return covers(t, index) ? next(t->root, t->height, 0, index)
                            : PAGETREE_NONE;
}
