/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Free ranges for mmap: the lowest that fits, from a random start on. By size
 * class (the power of two below the size) a mark is kept below which no gap of
 * that class lies, so that a search passes what is packed only once, however
 * many regions there are; freeing moves marks down.
 */
#include "vm.h"

#include <kernel/boot.h>

#define CLASSES 24
#define LOW_RANDOM_BITS 24 /* 64 GiB of the 255 of the window */

static uintptr_t base;           /* where the low window begins; 0: unset */
static uintptr_t marks[CLASSES]; /* of the low window */

uintptr_t vm_random(unsigned bits)
{
    const char *value;

    if (boot_option("norandom", &value))
        return 0;
    return (arch_entropy() & ((1ull << bits) - 1)) << PAGE_SHIFT;
}

static unsigned class_of(size_t size)
{
    unsigned class = 63 - (unsigned)__builtin_clzll(size >> PAGE_SHIFT);

    return class < CLASSES ? class : CLASSES - 1;
}

void vm_gap_made(uintptr_t address)
{
    for (unsigned class = 0; class < CLASSES; class++)
        if (marks[class] > address)
            marks[class] = address > base ? address : base;
}

/*
 * The first gap in the range that fits, or 0. What lies in between is packed,
 * but for gaps below `least`: *mark becomes the start of the first other gap.
 */
static uintptr_t gap_in(uintptr_t start, uintptr_t end, size_t size,
                        size_t least, uintptr_t *mark)
{
    bool marked = false;

    for (size_t i = vm_find(start); start < end && end - start >= size; i++) {
        uintptr_t next =
            i < vm_region_count ? vm_regions[i].start : UINTPTR_MAX;

        if (!marked && next > start && next - start >= least) {
            *mark = start;
            marked = true;
        }
        if (next > start && next - start >= size)
            return start;
        start = vm_regions[i].end;
    }
    return 0;
}

uintptr_t vm_find_gap(size_t size)
{
    unsigned class = class_of(size);
    uintptr_t found, *mark = &marks[class], ignored;

    if (!base) {
        base = ARCH_MMAP_LOW_START + vm_random(LOW_RANDOM_BITS);
        vm_gap_made(0);
    }
    if (!*mark)
        *mark = base;
    found = gap_in(*mark, ARCH_MMAP_LOW_END, size, PAGE_SIZE << class, mark);
    if (!found)
        found = gap_in(ARCH_MMAP_HIGH_START + (base - ARCH_MMAP_LOW_START),
                       ARCH_MMAP_HIGH_END, size, PAGE_SIZE, &ignored);
    return found;
}

/* The second GiB, as on Linux; it is free where RAM ends below. */
uintptr_t vm_find_gap_32bit(size_t size)
{
    const uint64_t start = 1ull << 30;
    struct boot_range ram;
    uintptr_t ignored;

    for (unsigned i = 0; boot_ram_range(i, &ram); i++)
        if (ram.end > start)
            return 0;
    return gap_in(start, start << 1, size, PAGE_SIZE, &ignored);
}
