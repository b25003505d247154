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

static inline unsigned level_index(uintptr_t virt, unsigned shift)
{
    return virt >> shift & 511;
}

/* A table that an entry leads to, or the frame that it maps. */
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

/* A block that a segment begins or ends in gets a table of pages. */
static void add_table(uintptr_t virt)
{
    uint64_t *entry = &boot_pd[virt >> LARGE_SHIFT];
    void *table = boot_pt;
    uintptr_t gib;

    if (*entry)
        return;
    if (virt >= LARGE_SIZE)
        table = page_alloc_zeroed();
    gib = (uintptr_t)table >> GIB_SHIFT;
    KASSERT(table && !gib);
    *entry = (uintptr_t)table | PTE_TABLE;
}

/* The blocks between are leaves. */
static void map_segment(const Elf64_Phdr *p)
{
    uintptr_t virt = p->p_vaddr & ~PAGE_MASK, end = p->p_vaddr + p->p_memsz;
    uint64_t bits = PTE_KERNEL | (p->p_flags & PF_W ? PTE_WRITE : 0) |
                    (p->p_flags & PF_X ? 0 : PTE_NX);

    add_table(virt);
    add_table(end);
    while (virt < end)
        virt = paging_map_unit(&boot_pd[virt >> LARGE_SHIFT], virt, bits);
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
                            boot_pd[i] & ~PAGE_MASK, PTE_RAM | PTE_WRITE);
    boot_pdpt[0] = (uintptr_t)boot_pd | PTE_TABLE;
    tlb_flush_all();
}

/* The entry of the level, or of the leaf that the address lies in. */
static uint64_t *walk(uintptr_t virt, unsigned level, bool create)
{
    uint64_t *table = boot_pml4, *entry;
    void *fresh;

    for (unsigned shift = 39;; shift -= 9) {
        entry = &table[level_index(virt, shift)];
        if (shift == level || *entry & PTE_LARGE)
            return entry;
        if (!*entry) {
            if (!create || !(fresh = page_alloc_zeroed()))
                return NULL;
            *entry = (uintptr_t)fresh | PTE_TABLE;
        }
        table = (uint64_t *)(*entry & ~PAGE_MASK);
    }
}

uint64_t *paging_entry(uintptr_t virt, unsigned level, bool create)
{
    uint64_t *entry = walk(virt, level, create);

    if (level == PAGE_SHIFT && entry && *entry & PTE_LARGE)
        return NULL;
    return entry;
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

/* Goes on in the table where nothing was found, and down again from the root
 * only at its end or where there is something. */
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
        do
            virt = ((virt >> shift) + 1) << shift;
        while (virt < end && level_index(virt, shift) &&
               !table[level_index(virt, shift)]);
    }
    return end;
}

/* Only an entry of a page denies code, none above it. */
unsigned arch_rights(uintptr_t virt)
{
    const uint64_t *entry = walk(virt, PAGE_SHIFT, false);

    if (!entry || !(*entry & PTE_PRESENT))
        return 0;
    return *entry & PTE_NX ? ARCH_PROT_READ : ARCH_PROT_READ | ARCH_PROT_EXEC;
}
