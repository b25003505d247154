/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The allocator of physical pages: buddies over a frontier.
 *
 * RAM that was never used lies beyond the frontier, which walks through the
 * monitor's memory map by address, chunk by chunk; a chunk is RAM without
 * anything reserved in it. So nothing depends on the size of RAM, and RAM is
 * mapped when the frontier passes. What is left beside an aligned block, and
 * what is freed, goes to the free lists by order.
 *
 * Buddies: one bit per pair of equal blocks says whether exactly one of the
 * two is in a free list. The pair of order k over page numbers [n, n + 2^k+1)
 * has the bit n + 2^k, the middle of the pair: all numbers differ, so one bit
 * per page is enough for all orders, and pairs of close pages have close bits.
 * The bits live in pages taken from the first block that is freed near them;
 * an image that frees no page has neither bits nor the code for them. One that
 * only asks for single pages has the frontier alone.
 *
 * Callers may be the page-fault handler: nothing here may fault. Used by the
 * heap, page tables, mappings and stacks.
 */
#include <kernel/arch.h>
#include <kernel/boot.h>
#include <kernel/mm.h>
#include <kernel/panic.h>
#include <unispec/attributes.h>

#include "page.h"

/* Asking whether these are reached must not extract them. */
#pragma weak page_free
#pragma weak page_stats
#pragma weak page_peak

#define ORDERS (PAGE_MAX_ORDER + 1)

struct block {
    struct block *next, **link; /* link: what points to this block */
};

static struct block *free_lists[ORDERS];
static uint64_t chunk_start, chunk_end; /* beyond the frontier */
static size_t pages_used, pages_peak;

static void count_used(size_t pages)
{
    if (__unispec_reached(page_stats) || __unispec_reached(page_peak))
        pages_used += pages;
    if (__unispec_reached(page_peak) && pages_used > pages_peak)
        pages_peak = pages_used;
}

static size_t block_size(unsigned order)
{
    return PAGE_SIZE << order;
}

void page_list_push(uint64_t start, unsigned order)
{
    struct block *b = (struct block *)start;

    b->next = free_lists[order];
    b->link = &free_lists[order];
    if (b->next)
        b->next->link = &b->next;
    free_lists[order] = b;
}

void page_list_remove(uint64_t start)
{
    struct block *b = (struct block *)start;

    *b->link = b->next;
    if (b->next)
        b->next->link = b->link;
}

static void give_back(uint64_t start, unsigned order)
{
    if (__unispec_reached(page_free))
        buddy_free(start, order);
    else
        page_list_push(start, order);
}

/* The lowest usable RAM at or above the given address; false: none. */
static bool find_ram(uint64_t from, struct boot_range *best)
{
    struct boot_range r;

    best->start = UINT64_MAX;
    for (unsigned i = 0; boot_ram_range(i, &r); i++) {
        if (r.start < from)
            r.start = from;
        if (r.start < r.end && r.start < best->start)
            *best = r;
    }
    return best->start != UINT64_MAX;
}

/* The next chunk by address becomes the frontier; false: RAM is used up. */
static bool next_chunk(void)
{
    struct boot_range ram, r;
    uint64_t from = chunk_end;

again:
    if (!find_ram(from, &ram))
        return false;
    for (unsigned i = 0; boot_reserved_range(i, &r); i++) {
        if (r.start <= ram.start && ram.start < r.end) {
            from = r.end;
            goto again;
        }
        if (ram.start < r.start && r.start < ram.end)
            ram.end = r.start;
    }
    chunk_start = ram.start;
    chunk_end = ram.end;
    return true;
}

/* A GiB that is new to the page tables gives its first page to them. */
static bool took_table(uint64_t *start)
{
    if (!arch_ram_lacks_table(*start))
        return false;
    arch_ram_add_table(*start, *start);
    *start += PAGE_SIZE;
    count_used(1);
    return true;
}

/* Passes RAM to the free lists, as the biggest aligned blocks it has. */
static void release_range(uint64_t start, uint64_t end)
{
    unsigned order, fit;

    while (start < end) {
        if (took_table(&start))
            continue;
        order = (unsigned)__builtin_ctzll(start >> PAGE_SHIFT);
        fit = 63 - (unsigned)__builtin_clzll((end - start) >> PAGE_SHIFT);
        if (order > fit)
            order = fit;
        if (order > PAGE_MAX_ORDER)
            order = PAGE_MAX_ORDER;
        arch_map_ram(start, block_size(order), true);
        give_back(start, order);
        start += block_size(order);
    }
}

/* Brings RAM to the frontier, in a GiB that has a table; false: none left. */
static bool frontier_ready(void)
{
    while (chunk_start >= chunk_end ? next_chunk() : took_table(&chunk_start))
        ;
    return chunk_start < chunk_end;
}

/* A block from beyond the frontier; 0: no chunk is left that holds it. */
static uint64_t frontier_take(unsigned order)
{
    size_t size = block_size(order);
    uint64_t from, start;

    while (frontier_ready()) {
        from = chunk_start;
        start = (from + size - 1) & ~(uint64_t)(size - 1);
        if (start + size > chunk_end)
            start = chunk_end; /* too small: all of it goes */
        if (start == from) {
            chunk_start += size;
            arch_map_ram(start, size, true);
            return start;
        }
        chunk_start = start;
        release_range(from, start);
    }
    return 0;
}

/* The smallest free block that is big enough, cut to size; 0: none. */
static uint64_t lists_take(unsigned order)
{
    unsigned found = order;
    uint64_t start;

    while (!free_lists[found])
        if (++found == ORDERS)
            return 0;
    start = (uint64_t)free_lists[found];
    page_list_remove(start);
    if (__unispec_reached(page_free))
        buddy_taken(start, found);
    while (found > order) {
        found--;
        give_back(start + block_size(found), found);
    }
    return start;
}

void *page_alloc(unsigned order)
{
    uint64_t start;

    KASSERT(order <= PAGE_MAX_ORDER);
    if (ALLOC_TEST && alloc_test(ALLOC_ASK))
        return NULL;
    stack_touch(PAGE_STACK);
    start = lists_take(order);
    if (!start)
        start = frontier_take(order);
    if (!start) /* the frontier's rest has gone to the lists */
        start = lists_take(order);
    if (start)
        count_used((size_t)1 << order);
    return (void *)start;
}

/* In an image that asks for single pages only, the lists stay empty. */
static void *page_from_frontier(void)
{
    uint64_t start;

    stack_touch(PAGE_STACK);
    if (!frontier_ready())
        return NULL;
    start = chunk_start;
    chunk_start += PAGE_SIZE;
    arch_map_ram(start, PAGE_SIZE, true);
    count_used(1);
    return (void *)start;
}

void *page_alloc_zeroed(void)
{
    void *page = __unispec_reached(page_alloc) || __unispec_reached(page_free)
                     ? page_alloc(0)
                     : page_from_frontier();

    if (page)
        arch_page_clear(page);
    return page;
}

void page_count_freed(size_t pages)
{
    count_used(-pages);
}

size_t page_count_used(void)
{
    return pages_used;
}

size_t page_count_peak(void)
{
    return pages_peak;
}
