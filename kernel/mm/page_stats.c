/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* How much RAM there is and how much of it is free, for sysinfo. */
#include <kernel/boot.h>
#include <kernel/mm.h>

#include "page.h"

static size_t overlap(const struct boot_range *a, const struct boot_range *b)
{
    uint64_t start = a->start > b->start ? a->start : b->start;
    uint64_t end = a->end < b->end ? a->end : b->end;

    return start < end ? (end - start) >> PAGE_SHIFT : 0;
}

void page_stats(struct page_stats *stats)
{
    struct boot_range ram, reserved;
    size_t total = 0, kept = 0;

    for (unsigned i = 0; boot_ram_range(i, &ram); i++) {
        total += (ram.end - ram.start) >> PAGE_SHIFT;
        for (unsigned j = 0; boot_reserved_range(j, &reserved); j++)
            kept += overlap(&ram, &reserved);
    }
    kept += page_count_used();
    stats->total = total;
    stats->free = kept < total ? total - kept : 0;
}
