/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// RUN: gcc -std=gnu11 -O1 -g -Wall -Wno-comment -Wno-unused-function \
// RUN:   -fsanitize=undefined -fno-sanitize-recover=all \
// RUN:   -I%unispec_source/kernel/include \
// RUN:   -I%unispec_source/runtime/include %s -o %t
// RUN: %t | %FileCheck %s
// REQUIRES: gcc
/*
 * The page allocator against a model, over simulated memory maps: no block
 * overlaps another or anything reserved, every block is aligned and mapped,
 * and once all is freed everything has merged again, so that the biggest
 * block that ever fitted fits once more.
 */
// CHECK: maps: 5
// CHECK-NEXT: wrong: 0
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define __unispec_reached(function) ((function) != NULL) /* is linked */
#define UNISPEC_ATTRIBUTES_H

#include "../../kernel/mm/page_order.c"
#undef PAGE_SIZE
#define PAGE_SIZE ((size_t)1 << PAGE_SHIFT)
#include "../../kernel/mm/buddy.c"
#include "../../kernel/mm/page.c"
#include "../../kernel/mm/page_stats.c"

/* Physical memory stands at its own address here, as in the kernel. */
#define BASE 0x1000000000ull
#define SPAN (5ull << 30)
#define OWNERS (SPAN >> PAGE_SHIFT)

struct machine {
    struct boot_range ram[6], reserved[6];
};
#define MIB(n) (BASE + ((uint64_t)(n) << 20))
#define KIB(n) (BASE + ((uint64_t)(n) << 10))
static const struct machine machines[] = {
    {{{MIB(0), MIB(64)}}, {{MIB(1), MIB(1) + 0x7000}}},
    {{{KIB(4), KIB(636)}, {MIB(1), KIB(1400)}},
     {{KIB(4), KIB(8)}, {KIB(32), KIB(40)}, {MIB(1), KIB(1100)}}},
    /* Not sorted, with a hole, across several GiB. */
    {{{MIB(4096), MIB(4400)}, {MIB(1), MIB(3000)}, {KIB(4), KIB(600)}},
     {{MIB(2900), MIB(2999)}, {MIB(1), MIB(9)}}},
    {{{MIB(1023), MIB(1026)}, {MIB(2047), MIB(3073)}}, {{0, 0}}},
    {{{KIB(4), KIB(8)}, {KIB(16), KIB(28)}, {KIB(40), KIB(44)}}, {{0, 0}}},
};
static const struct machine *machine;

static unsigned char *owner; /* of each page: 0 free, 1 reserved, 2 block */
static unsigned char *mapped, *table;
static unsigned wrong;

static void expect(bool good, const char *what)
{
    if (!good && wrong++ < 10)
        printf("%s\n", what);
}

bool boot_ram_range(unsigned index, struct boot_range *range)
{
    if (index >= 6)
        return false;
    *range = machine->ram[index];
    return true;
}

bool boot_reserved_range(unsigned index, struct boot_range *range)
{
    if (index >= 6)
        return false;
    *range = machine->reserved[index];
    return true;
}

bool arch_ram_lacks_table(uint64_t phys)
{
    return !table[(phys - BASE) >> 30];
}

void arch_ram_add_table(uint64_t phys, uint64_t page)
{
    table[(phys - BASE) >> 30] = 1;
    owner[(page - BASE) >> PAGE_SHIFT] = 1;
}

bool arch_map_ram(uint64_t phys, size_t size, bool writable)
{
    expect(writable && !arch_ram_lacks_table(phys), "mapped without a table");
    memset(mapped + ((phys - BASE) >> PAGE_SHIFT), 1, size >> PAGE_SHIFT);
    return true;
}

void arch_page_clear(void *page)
{
    /* Tables of the buddies come from blocks and never go back. */
    memset(page, 0, PAGE_SIZE);
    owner[((uintptr_t)page - BASE) >> PAGE_SHIFT] = 1;
}

_Noreturn void kassert_failed(const char *text)
{
    printf("KASSERT %s\n", text);
    exit(1);
}

static bool usable(uint64_t at)
{
    bool good = false;

    for (int i = 0; i < 6; i++)
        good |= at >= machine->ram[i].start && at < machine->ram[i].end;
    for (int i = 0; i < 6; i++)
        good &=
            at < machine->reserved[i].start || at >= machine->reserved[i].end;
    return good;
}

static void mark(void *block, unsigned order, unsigned char from,
                 unsigned char to)
{
    uint64_t at = (uintptr_t)block;

    expect(!(at & ((PAGE_SIZE << order) - 1)), "not aligned");
    for (uint64_t end = at + (PAGE_SIZE << order); at < end; at += PAGE_SIZE) {
        size_t page = (at - BASE) >> PAGE_SHIFT;

        expect(owner[page] == from, "owned by another");
        expect(mapped[page], "not mapped");
        expect(usable(at), "reserved");
        owner[page] = to;
    }
    if (to == 2) /* what is in a block is the caller's business */
        memset(block, 0xff, order < 4 ? PAGE_SIZE << order : PAGE_SIZE);
}

#define HELD 600
static void *held[HELD];
static unsigned held_order[HELD];

static void drop(int k)
{
    if (!held[k])
        return;
    mark(held[k], held_order[k], 2, 0);
    page_free(held[k], held_order[k]);
    held[k] = NULL;
}

static void run(unsigned steps, unsigned max_order)
{
    for (unsigned i = 0; i < steps; i++) {
        int k = rand() % HELD;

        drop(k);
        held_order[k] = rand() % 3 ? rand() % 2 : rand() % (max_order + 1);
        held[k] = page_alloc(held_order[k]);
        if (held[k])
            mark(held[k], held_order[k], 0, 2);
    }
    for (int k = 0; k < HELD; k++)
        drop(k);
}

static unsigned biggest(void)
{
    for (int order = PAGE_MAX_ORDER; order >= 0; order--) {
        void *block = page_alloc((unsigned)order);

        if (block) {
            page_free(block, (unsigned)order);
            return (unsigned)order;
        }
    }
    return 0;
}

static void check_machine(const struct machine *m)
{
    struct page_stats before, after;
    unsigned first;

    machine = m;
    memset(free_lists, 0, sizeof(free_lists));
    memset(roots, 0, sizeof(roots));
    chunk_start = chunk_end = pages_used = 0;
    memset(owner, 0, OWNERS);
    memset(mapped, 0, OWNERS);
    memset(table, 0, 64);
    table[0] = 1;
    run(5000, 6);
    first = biggest(); /* all of memory has passed through the lists now */
    page_stats(&before);
    run(5000, first < 9 ? first : 9);
    expect(biggest() == first, "did not merge");
    page_stats(&after);
    expect(before.free >= after.free && before.free - after.free < 300,
           "pages lost");
    expect(before.total == after.total, "total changed");
}

int main(void)
{
    void *memory =
        mmap((void *)BASE, SPAN, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE,
             -1, 0);
    size_t n = sizeof(machines) / sizeof(*machines);

    if (memory != (void *)BASE)
        return 1;
    owner = malloc(OWNERS);
    mapped = malloc(OWNERS);
    table = malloc(64);
    for (size_t i = 0; i < n; i++)
        check_machine(&machines[i]);
    printf("maps: %zu\nwrong: %u\n", n, wrong);
}
