/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * RAM at its own address, mapped when it is first wanted. In blocks that have
 * a table of pages (those of the image) page by page, elsewhere by leaves of
 * 2 MiB, never executable. A GiB needs one table; the first has one, and the
 * page allocator gives each other one a page of its own when it gets there.
 */
#include <kernel/mm.h>

#include "x86.h"

#define RAM_BITS (PTE_PRESENT | PTE_ACCESSED | PTE_DIRTY | PTE_NX)
#define GIB_SHIFT 30
/* A page of entry.S's stack table through which a new table is cleared. */
#define WINDOW 0x7fffffe000ull

bool arch_ram_lacks_table(uint64_t phys)
{
    return !boot_pdpt[phys >> GIB_SHIFT];
}

/*
 * The table is not mapped yet: it lies in the GiB that lacks one. So the leaf
 * that maps it at its own address is set through the window as well.
 */
void arch_ram_add_table(uint64_t phys, uint64_t table)
{
    uint64_t *pd = (uint64_t *)(boot_pdpt[WINDOW >> GIB_SHIFT] & PTE_ADDRESS);
    uint64_t *pt = (uint64_t *)(pd[WINDOW >> LARGE_SHIFT & 511] & PTE_ADDRESS);

    pt[WINDOW >> PAGE_SHIFT & 511] = table | RAM_BITS | PTE_WRITE;
    tlb_flush_page(WINDOW);
    arch_page_clear((void *)WINDOW);
    ((uint64_t *)WINDOW)[table >> LARGE_SHIFT & 511] =
        (table & ~(LARGE_SIZE - 1)) | RAM_BITS | PTE_WRITE | PTE_LARGE;
    boot_pdpt[phys >> GIB_SHIFT] = table | PTE_PRESENT | PTE_WRITE;
}

static void map_pages(uint64_t *table, uint64_t phys, uint64_t end,
                      uint64_t bits)
{
    for (phys &= ~(uint64_t)PAGE_MASK; phys < end; phys += PAGE_SIZE) {
        uint64_t *entry = &table[phys >> PAGE_SHIFT & 511];

        if (!*entry) {
            *entry = phys | bits;
        } else if (bits & ~*entry & PTE_WRITE) {
            *entry |= PTE_WRITE;
            tlb_flush_page(phys);
        }
    }
}

/* Maps the part of one 2 MiB block up to end. */
static void map_block(uint64_t *entry, uint64_t phys, uint64_t end,
                      uint64_t bits)
{
    if (!*entry)
        *entry = (phys & ~(LARGE_SIZE - 1)) | bits | PTE_LARGE;
    else if (!(*entry & PTE_LARGE))
        map_pages((uint64_t *)(*entry & PTE_ADDRESS), phys, end, bits);
    else if (bits & ~*entry & PTE_WRITE) {
        *entry |= PTE_WRITE;
        tlb_flush_page(phys);
    }
}

bool arch_map_ram(uint64_t phys, size_t size, bool writable)
{
    uint64_t bits = RAM_BITS | (writable ? PTE_WRITE : 0);
    uint64_t end = phys + size, stop;

    if (end > ARCH_IDENTITY_END)
        return false;
    for (; phys < end; phys = stop) {
        uint64_t *pdpt_entry = &boot_pdpt[phys >> GIB_SHIFT];

        if (!*pdpt_entry) {
            void *table = page_alloc_zeroed();

            if (!table)
                return false;
            *pdpt_entry = (uintptr_t)table | PTE_PRESENT | PTE_WRITE;
        }
        stop = (phys | (LARGE_SIZE - 1)) + 1;
        if (stop > end)
            stop = end;
        map_block((uint64_t *)(*pdpt_entry & PTE_ADDRESS) +
                      (phys >> LARGE_SHIFT & 511),
                  phys, stop, bits);
    }
    return true;
}
