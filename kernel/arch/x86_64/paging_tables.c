/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Page tables that have become empty: whoever takes mappings away knows that,
 * so nothing is searched. Directories stay, one page for each GiB that was
 * ever used.
 */
#include <kernel/mm.h>

#include "x86.h"

_Static_assert(ARCH_TABLE_SPAN == LARGE_SIZE, "what a table of pages spans");

void arch_page_tables_free(uintptr_t start, uintptr_t end)
{
    const uintptr_t gib = 1ull << GIB_SHIFT;
    uint64_t *entry, cr3;
    void *table;

    while (start < end) {
        entry = paging_entry(start, LARGE_SHIFT, false);
        if (!entry) {
            start = (start | (gib - 1)) + 1;
            continue;
        }
        start += LARGE_SIZE;
        if (!*entry)
            continue;
        table = (void *)(*entry & PTE_ADDRESS);
        *entry = 0;
        /* Before the page is used again: the processor may remember it. */
        __asm__ volatile("mov %%cr3, %0; mov %0, %%cr3"
                         : "=r"(cr3)
                         :
                         : "memory");
        page_free(table, 0);
    }
}
