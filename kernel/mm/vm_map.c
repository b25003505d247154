/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * vm_map and vm_unmap: the core of mmap, munmap, mremap and brk. Nothing is
 * populated here; pages come by fault.
 */
#include "vm.h"

#include <errno.h>
#include <sys/mman.h>

#ifndef MAP_32BIT
#define MAP_32BIT 0x40
#endif

/* The space that mappings may use; brk and the stack lie between. */
static bool in_window(uintptr_t start, size_t size)
{
    uintptr_t end = start + size;

    return end > start &&
           ((start >= ARCH_MMAP_LOW_START && end <= ARCH_BRK_END) ||
            (start >= ARCH_MMAP_HIGH_START && end <= ARCH_MMAP_HIGH_END));
}

bool vm_range_free(uintptr_t start, size_t size)
{
    size_t i = vm_find(start);

    return in_window(start, size) &&
           (i == vm_region_count || vm_regions[i].start >= start + size);
}

void vm_drop_pages(const struct vm_region *r, uintptr_t start, uintptr_t end)
{
    uintptr_t at = start;

    while ((at = arch_page_next(at, end)) < end) {
        void *frame = arch_page_unmap(at);

        if (frame && !r->shared)
            page_free(frame, 0);
        at += PAGE_SIZE;
    }
}

static void remove_region(size_t i)
{
    struct vm_region r = vm_regions[i];

    vm_remove(i);
    vm_drop_pages(&r, r.start, r.end);
    if (r.object)
        r.object->ops->put(r.object);
}

/* Page tables of the range that serve no region any more. */
static void free_tables(uintptr_t start, uintptr_t end)
{
    const uintptr_t mask = ARCH_TABLE_SPAN - 1;
    size_t i = vm_find(start);
    uintptr_t below = i ? vm_regions[i - 1].end : 0;
    uintptr_t above = i < vm_region_count ? vm_regions[i].start : UINTPTR_MAX;

    start &= ~mask;
    end = (end + mask) & ~mask;
    if (start < below)
        start = (below + mask) & ~mask;
    if (end > above)
        end = above & ~mask;
    if (start < end)
        arch_page_tables_free(start, end);
    vm_gap_made(below);
}

int vm_unmap(uintptr_t start, size_t size)
{
    uintptr_t end = start + size;
    size_t i;

    if (!vm_reserve())
        return -ENOMEM;
    vm_split(start);
    vm_split(end);
    while ((i = vm_find(start)) < vm_region_count && vm_regions[i].start < end)
        remove_region(i);
    free_tables(start, end);
    return 0;
}

/* Where a mapping goes: the address, or -errno. */
static long choose_place(uintptr_t hint, size_t size, unsigned flags)
{
    uintptr_t found;

    if (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) {
        if (hint & PAGE_MASK)
            return -EINVAL;
        if (!in_window(hint, size))
            return -ENOMEM;
        if (vm_range_free(hint, size))
            return (long)hint;
        return flags & MAP_FIXED_NOREPLACE ? -EEXIST : (long)hint;
    }
    hint = PAGE_ALIGN(hint);
    if (flags & MAP_32BIT)
        found = vm_find_gap_32bit(size);
    else if (hint && vm_range_free(hint, size))
        return (long)hint;
    else
        found = vm_find_gap(size);
    return found ? (long)found : -ENOMEM;
}

long vm_map(uintptr_t hint, size_t size, const struct vm_mapping *mapping,
            unsigned flags)
{
    struct vm_object *object = mapping->object;
    bool shared = object && (flags & MAP_TYPE) != MAP_PRIVATE;
    struct vm_region region;
    long place;

    if (shared && !object->ops->share)
        return -ENODEV;
    if (!vm_reserve())
        return -ENOMEM;
    place = choose_place(hint, size, flags);
    if (place < 0)
        return place;
    if (flags & MAP_FIXED)
        vm_unmap((uintptr_t)place, size);
    if (!vm_reserve())
        return -ENOMEM;
    region = (struct vm_region){.start = (uintptr_t)place,
                                .end = (uintptr_t)place + size,
                                .prot = mapping->prot,
                                .max_prot = mapping->max_prot,
                                .shared = shared,
                                .keeps = !object && flags & MAP_SHARED,
                                .grows = flags & MAP_GROWSDOWN && !object,
                                .object = object,
                                .offset = mapping->offset};
    if (object)
        object->ops->get(object);
    vm_insert(&region);
    return place;
}
