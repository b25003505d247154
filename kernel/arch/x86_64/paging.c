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
 * is not present. Tables are never freed: a range that is mapped again finds
 * them, and their number is bounded by the address space ever used.
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

/* The part of a segment that lies in the 2 MiB block; false: none. */
static bool segment_in_block(const Elf64_Phdr *p, uintptr_t block,
                             uintptr_t *start, uintptr_t *end)
{
    if (p->p_type != PT_LOAD)
        return false;
    *start = p->p_vaddr & ~PAGE_MASK;
    *end = PAGE_ALIGN(p->p_vaddr + p->p_memsz);
    if (*start < block)
        *start = block;
    if (*end > block + LARGE_SIZE)
        *end = block + LARGE_SIZE;
    return *start < *end;
}

/*
 * The entry of a block: 0, a leaf, or a table, which is complete before it
 * takes the place of entry.S's leaf; nothing here may fault.
 */
static uint64_t block_entry(uintptr_t block)
{
    const Elf64_Ehdr *header = (const void *)__ehdr_start;
    const Elf64_Phdr *p = (const void *)(__ehdr_start + header->e_phoff);
    const Elf64_Phdr *last = p + header->e_phnum;
    uint64_t *table = NULL;
    uintptr_t virt, end;

    for (; p < last; p++) {
        if (!segment_in_block(p, block, &virt, &end))
            continue;
        if (end - virt == LARGE_SIZE)
            return virt | segment_bits(p) | PTE_LARGE;
        if (!table)
            table = block ? page_alloc_zeroed() : boot_pt;
        KASSERT(table);
        for (; virt < end; virt += PAGE_SIZE)
            table[level_index(virt, PAGE_SHIFT)] = virt | segment_bits(p);
    }
    if (!table)
        return 0;
    virt = (uintptr_t)table;
    if (block && virt - block < LARGE_SIZE) /* it has to map itself */
        table[level_index(virt, PAGE_SHIFT)] =
            virt | PTE_KERNEL | PTE_WRITE | PTE_NX;
    return virt | PTE_TABLE;
}

/*
 * From the last block to the first, because page_alloc() reads the monitor's
 * memory map, which lies in the first one. The tables it gave are mapped
 * afterwards: their own block may have lost the leaf that showed them.
 */
void paging_init(void)
{
    uintptr_t last = ((uintptr_t)_end - 1) >> LARGE_SHIFT;

    for (uintptr_t i = last + 1; i-- > 0;)
        boot_pd[i] = block_entry(i << LARGE_SHIFT);
    tlb_flush_all();
    for (uintptr_t i = 1; i <= last; i++)
        if (boot_pd[i] && !(boot_pd[i] & PTE_LARGE))
            arch_map_ram(boot_pd[i] & PTE_ADDRESS, PAGE_SIZE, true);
}

/* The entry of a page at 4 KiB level; NULL: no table, or inside a leaf. */
static uint64_t *page_entry(uintptr_t virt, bool create)
{
    uint64_t *table = boot_pml4, *entry;
    void *fresh;

    for (unsigned shift = 39; shift > PAGE_SHIFT; shift -= 9) {
        entry = &table[level_index(virt, shift)];
        if (*entry & PTE_LARGE)
            return NULL;
        if (!*entry) {
            if (!create || !(fresh = page_alloc_zeroed()))
                return NULL;
            *entry = (uintptr_t)fresh | PTE_TABLE;
        }
        table = table_of(*entry);
    }
    return &table[level_index(virt, PAGE_SHIFT)];
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

bool arch_readable(uintptr_t virt)
{
    uint64_t *table = boot_pml4, entry;

    for (unsigned shift = 39;; shift -= 9) {
        entry = table[level_index(virt, shift)];
        if (!(entry & PTE_PRESENT))
            return false;
        if (shift == PAGE_SHIFT || entry & PTE_LARGE)
            return true;
        table = table_of(entry);
    }
}
