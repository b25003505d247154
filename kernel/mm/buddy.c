/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Freeing pages: finds the buddy of a block by the pair bits that page.c
 * describes, and merges. Only in images that free a page.
 *
 * The bits are a tree of two levels over page numbers: a root page for each
 * 64 GiB with 512 pages of bits for 128 MiB each. A page that is missing is
 * taken from the block that is being freed, so freeing cannot fail.
 */
#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/panic.h>

#include "page.h"

#define LEAF_SHIFT (PAGE_SHIFT + 3) /* bits per page, so pages per leaf */
#define ROOT_SHIFT (LEAF_SHIFT + 9)
#define ROOTS (ARCH_IDENTITY_END >> PAGE_SHIFT >> ROOT_SHIFT)

static uint64_t **roots[ROOTS];

static uint64_t pair_bit(uint64_t start, unsigned order)
{
    uint64_t page = start >> PAGE_SHIFT;

    return (page >> order | 1) << order;
}

/* The pointer that is missing on the way to a bit; NULL: all are there. */
static void **missing_table(uint64_t bit)
{
    uint64_t ***root = &roots[bit >> ROOT_SHIFT];
    uint64_t **leaf;

    if (!*root)
        return (void **)root;
    leaf = &(*root)[bit >> LEAF_SHIFT & 511];
    return *leaf ? NULL : (void **)leaf;
}

/* True where exactly one of the pair is free after the change. */
static bool flip(uint64_t bit)
{
    uint64_t *leaf = roots[bit >> ROOT_SHIFT][bit >> LEAF_SHIFT & 511];
    uint64_t mask = 1ull << (bit & 63);

    leaf += (bit & ((1ull << LEAF_SHIFT) - 1)) >> 6;
    return (*leaf ^= mask) & mask;
}

/* The block's first page becomes a table; the others are freed. */
static void free_without_first(uint64_t start, unsigned order, void **table)
{
    arch_page_clear((void *)start);
    *table = (void *)start;
    page_count_freed((size_t)-1);
    for (unsigned i = 0; i < order; i++)
        buddy_free(start + (PAGE_SIZE << i), i);
}

void buddy_free(uint64_t start, unsigned order)
{
    while (order < PAGE_MAX_ORDER) {
        uint64_t bit = pair_bit(start, order);
        void **table = missing_table(bit);

        if (table) {
            free_without_first(start, order, table);
            return;
        }
        if (flip(bit))
            break;
        page_list_remove(start ^ PAGE_SIZE << order);
        start &= ~(PAGE_SIZE << order);
        order++;
    }
    page_list_push(start, order);
}

void buddy_taken(uint64_t start, unsigned order)
{
    if (order < PAGE_MAX_ORDER)
        flip(pair_bit(start, order));
}

void page_free(void *block, unsigned order)
{
    KASSERT(!((uintptr_t)block & ((PAGE_SIZE << order) - 1)));
    stack_touch(PAGE_STACK);
    page_count_freed((size_t)1 << order);
    buddy_free((uintptr_t)block, order);
}
