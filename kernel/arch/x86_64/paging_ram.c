/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * RAM at its own address, mapped when it is first wanted. In blocks that have
 * a table of pages (those of the image) page by page, elsewhere by leaves of
 * 2 MiB, never executable. A GiB needs one table; the first has one, and the
 * page allocator gives each other one a page of its own when it gets there.
 */
#include <kernel/mm.h>

#include "x86.h"

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
    stack_pt[WINDOW >> PAGE_SHIFT & 511] = table | PTE_RAM | PTE_WRITE;
    tlb_flush_page(WINDOW);
    arch_page_clear((void *)WINDOW);
    ((uint64_t *)WINDOW)[table >> LARGE_SHIFT & 511] =
        (table & ~(LARGE_SIZE - 1)) | PTE_RAM | PTE_WRITE | PTE_LARGE;
    boot_pdpt[phys >> GIB_SHIFT] = table | PTE_PRESENT | PTE_WRITE;
}

uint64_t paging_map_unit(uint64_t *entry, uint64_t phys, uint64_t bits)
{
    uint64_t size = PAGE_SIZE;

    if ((*entry & (PTE_PRESENT | PTE_LARGE)) == PTE_PRESENT) {
        entry = (uint64_t *)(*entry & ~PAGE_MASK) + (phys >> PAGE_SHIFT & 511);
    } else {
        bits |= PTE_LARGE;
        size = LARGE_SIZE;
    }
    phys &= -size;
    if (!*entry) {
        *entry = phys | bits;
    } else if (bits & ~*entry & PTE_WRITE) {
        *entry |= PTE_WRITE;
        tlb_flush_page(phys);
    }
    return phys + size;
}

bool arch_map_ram(uint64_t phys, size_t size, bool writable)
{
    uint64_t bits = PTE_RAM | (writable ? PTE_WRITE : 0);
    uint64_t end = phys + size, *entry;

    if (end > ARCH_IDENTITY_END)
        return false;
    while (phys < end) {
        entry = paging_entry(phys, LARGE_SHIFT, true);
        if (!entry)
            return false;
        phys = paging_map_unit(entry, phys, bits);
    }
    return true;
}
