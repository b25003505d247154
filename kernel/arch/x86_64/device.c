/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Device registers: uncached pages in a part of the address space of their
 * own, so that they meet neither RAM nor mappings wherever the device is.
 */
#include <kernel/mm.h>

#include "x86.h"

#define DEVICE_BASE 0xffff800000000000ull
#define DEVICE_LIMIT (1ull << 46) /* what fits there */

/* Device pages look like mapped pages without PTE_USER. */
void *arch_map_device(uint64_t phys, size_t size)
{
    uintptr_t first = phys & ~PAGE_MASK, last = PAGE_ALIGN(phys + size);

    if (phys >= DEVICE_LIMIT || size > DEVICE_LIMIT - phys)
        return NULL;
    for (uintptr_t page = first; page < last; page += PAGE_SIZE)
        if (!arch_page_frame(DEVICE_BASE + page) &&
            !paging_map_device(DEVICE_BASE + page, page))
            return NULL;
    return (void *)(DEVICE_BASE + phys);
}
