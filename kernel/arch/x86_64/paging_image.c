/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * mprotect of the image's own data. A page that holds data of the kernel as
 * well can be taken away, too: who does that does it to himself.
 */
#include <elf.h>
#include <kernel/mm.h>

#include "x86.h"

static bool in_data(uintptr_t start, uintptr_t end)
{
    const Elf64_Ehdr *header = (const void *)__ehdr_start;
    const Elf64_Phdr *p = (const void *)(__ehdr_start + header->e_phoff);

    for (unsigned i = 0; i < header->e_phnum; i++, p++)
        if (p->p_type == PT_LOAD && (p->p_flags & PF_W) &&
            start >= (p->p_vaddr & ~PAGE_MASK) &&
            end <= PAGE_ALIGN(p->p_vaddr + p->p_memsz))
            return true;
    return false;
}

bool arch_image_protect(uintptr_t start, uintptr_t end, unsigned prot)
{
    uint64_t bits = PTE_ACCESSED | PTE_DIRTY | (prot ? PTE_PRESENT : 0) |
                    (prot & ARCH_PROT_WRITE ? PTE_WRITE : 0) |
                    (prot & ARCH_PROT_EXEC ? 0 : PTE_NX);
    uint64_t *entry;

    if (!in_data(start, end))
        return false;
    for (uintptr_t at = start; at < end; at += PAGE_SIZE)
        if (!paging_entry(at, PAGE_SHIFT, false))
            return false;
    for (; start < end; start += PAGE_SIZE) {
        entry = paging_entry(start, PAGE_SHIFT, false);
        *entry = (*entry & PTE_ADDRESS) | bits;
        tlb_flush_page(start);
    }
    return true;
}
