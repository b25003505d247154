/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The page tables. entry.S has made the top of the tree; paging_init()
 * gives the image its permissions, out of its own program headers:
 *
 *   - a 2 MiB block that lies within one segment is one leaf;
 *   - every other block of the image is a table of pages. For the first block
 *     it is boot_pt, whose other pages (null page, low memory, RAM beside the
 *     image) stay unmapped until arch_map_ram() is asked for them.
 *
 * So the cost of the boot is a few instructions per page of a small image,
 * and nothing depends on the size of RAM. RAM is mapped at its own address
 * when the page allocator hands it out, in 2 MiB leaves outside of the
 * image's blocks; pages of mappings (PTE_USER) are mapped one by one.
 *
 * A page whose protection is ARCH_PROT_NONE keeps its frame in an entry that
 * is not present.
 */
#include <elf.h>
#include <kernel/mm.h>
#include <kernel/panic.h>

#include "x86.h"

#define PTE_TABLE (PTE_PRESENT | PTE_WRITE)
#define PTE_KERNEL (PTE_PRESENT | PTE_ACCESSED | PTE_DIRTY)

static inline unsigned level_index(uintptr_t virt, unsigned shift)
{
    return virt >> shift & 511;
}

static inline uint64_t *table_of(uint64_t entry)
{
    return (uint64_t *)(entry & PTE_ADDRESS);
}

void arch_page_clear(void *page)
{
    size_t words = PAGE_SIZE / 8;

    __asm__ volatile("rep stosq" : "+D"(page), "+c"(words) : "a"(0) : "memory");
}

/* Loads CR3 anew, which forgets all cached translations. */
static void tlb_flush_all(void)
{
    uint64_t cr3;

    __asm__ volatile("mov %%cr3, %0; mov %0, %%cr3" : "=r"(cr3) : : "memory");
}

/* Program header flags to the bits of an entry. */
static uint64_t segment_bits(const Elf64_Phdr *segment)
{
    return PTE_KERNEL | (segment->p_flags & PF_W ? PTE_WRITE : 0) |
           (segment->p_flags & PF_X ? 0 : PTE_NX);
}

/* The entry of a block of the image that is not within one segment. */
static uint64_t new_table(uintptr_t virt)
{
    void *table = virt < LARGE_SIZE ? boot_pt : page_alloc_zeroed();
    uintptr_t gib = (uintptr_t)table >> GIB_SHIFT;

    KASSERT(table && !gib);
    return (uintptr_t)table | PTE_TABLE;
}

static void map_segment(const Elf64_Phdr *p)
{
    uintptr_t virt = p->p_vaddr & ~PAGE_MASK;
    uintptr_t end = p->p_vaddr + p->p_memsz, stop;
    uint64_t bits = segment_bits(p), *entry, *table;

    for (; virt < end; virt = stop) {
        entry = &boot_pd[virt >> LARGE_SHIFT];
        stop = (virt | (LARGE_SIZE - 1)) + 1;
        if (virt + LARGE_SIZE == stop && stop <= PAGE_ALIGN(end)) {
            *entry = virt | bits | PTE_LARGE;
            continue;
        }
        if (stop > end)
            stop = end;
        if (!*entry)
            *entry = new_table(virt);
        table = &table_of(*entry)[level_index(virt, PAGE_SHIFT)];
        for (; virt < stop; virt += PAGE_SIZE)
            *table++ = virt | bits;
    }
}

/*
 * All of the first GiB's tables are made beside those of entry.S, which show
 * them until the end; then the new ones have to show each other.
 */
void paging_init(void)
{
    const Elf64_Ehdr *header = (const void *)__ehdr_start;
    const Elf64_Phdr *p = (const void *)(__ehdr_start + header->e_phoff);
    const Elf64_Phdr *last = p + header->e_phnum;

    for (; p < last; p++)
        if (p->p_type == PT_LOAD)
            map_segment(p);
    for (uintptr_t i = 1; i <= (uintptr_t)_end >> LARGE_SHIFT; i++)
        if (boot_pd[i] && !(boot_pd[i] & PTE_LARGE))
            paging_map_unit(&boot_pd[level_index(boot_pd[i], LARGE_SHIFT)],
                            boot_pd[i] & PTE_ADDRESS, true);
    boot_pdpt[0] = (uintptr_t)boot_pd | PTE_TABLE;
    tlb_flush_all();
}

uint64_t *paging_entry(uintptr_t virt, unsigned level, bool create)
{
    uint64_t *table = boot_pml4, *entry;
    void *fresh;

    for (unsigned shift = 39;; shift -= 9) {
        entry = &table[level_index(virt, shift)];
        if (shift == level)
            return entry;
        if (*entry & PTE_LARGE)
            return NULL;
        if (!*entry) {
            if (!create || !(fresh = page_alloc_zeroed()))
                return NULL;
            *entry = (uintptr_t)fresh | PTE_TABLE;
        }
        table = table_of(*entry);
    }
}

static uint64_t *page_entry(uintptr_t virt, bool create)
{
    return paging_entry(virt, PAGE_SHIFT, create);
}

static uint64_t user_bits(unsigned prot)
{
    return PTE_USER | (prot ? PTE_PRESENT : 0) |
           (prot & ARCH_PROT_WRITE ? PTE_WRITE : 0) |
           (prot & ARCH_PROT_EXEC ? 0 : PTE_NX);
}

bool arch_page_map(uintptr_t virt, void *frame, unsigned prot)
{
    uint64_t *entry = page_entry(virt, true);

    if (!entry)
        return false;
    KASSERT(!*entry);
    *entry = (uintptr_t)frame | user_bits(prot);
    return true;
}

bool paging_map_device(uintptr_t virt, uint64_t phys)
{
    uint64_t *entry = page_entry(virt, true);

    if (!entry)
        return false;
    *entry = phys | PTE_KERNEL | PTE_WRITE | PTE_UNCACHED | PTE_NX;
    return true;
}

void *arch_page_frame(uintptr_t virt)
{
    uint64_t *entry = page_entry(virt, false);

    return entry ? table_of(*entry) : NULL;
}

void *arch_page_unmap(uintptr_t virt)
{
    uint64_t *entry = page_entry(virt, false);
    uint64_t old;

    if (!entry || !*entry)
        return NULL;
    old = *entry;
    *entry = 0;
    if (old & PTE_PRESENT)
        tlb_flush_page(virt);
    return table_of(old);
}

void arch_page_protect(uintptr_t virt, unsigned prot)
{
    uint64_t *entry = page_entry(virt, false);

    if (!entry || !*entry)
        return;
    *entry = (*entry & PTE_ADDRESS) | user_bits(prot);
    tlb_flush_page(virt);
}

uintptr_t arch_page_next(uintptr_t virt, uintptr_t end)
{
    while (virt < end) {
        uint64_t *table = boot_pml4;
        unsigned shift = 39;
        uint64_t entry;

        for (;; shift -= 9) {
            entry = table[level_index(virt, shift)];
            if (!entry || shift == PAGE_SHIFT)
                break;
            table = table_of(entry);
        }
        if (entry)
            return virt;
        virt = ((virt >> shift) + 1) << shift;
    }
    return end;
}

/* PTE_PRESENT where a page is there, with PTE_NX where a level denies code. */
static uint64_t rights_of(uintptr_t virt)
{
    uint64_t *table = boot_pml4, entry, denied = 0;

    for (unsigned shift = 39;; shift -= 9) {
        entry = table[level_index(virt, shift)];
        if (!(entry & PTE_PRESENT))
            return 0;
        denied |= entry & PTE_NX;
        if (shift == PAGE_SHIFT || entry & PTE_LARGE)
            return PTE_PRESENT | denied;
        table = table_of(entry);
    }
}

bool arch_readable(uintptr_t virt)
{
    return rights_of(virt);
}

bool arch_executable(uintptr_t virt)
{
    return rights_of(virt) == PTE_PRESENT;
}
