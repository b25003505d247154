/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * mremap: shrinks, grows in place, or moves the pages. With MREMAP_DONTUNMAP
 * the old range stays, empty; an old size of 0 maps the object of a shared
 * mapping once more. What is anonymous has no object here, shared or not.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* MREMAP_FIXED */
#endif
#include "vm.h"

#include <errno.h>
#include <kernel/syscall.h>
#include <sys/mman.h>

/* Frames go over one by one: no byte is copied. */
static bool move_pages(uintptr_t from, uintptr_t end, uintptr_t to,
                       unsigned prot)
{
    uintptr_t at = from;

    while ((at = arch_page_next(at, end)) < end) {
        void *frame = arch_page_frame(at);

        if (frame) {
            if (!arch_page_map(to + (at - from), frame, prot))
                return false;
            arch_page_unmap(at);
        }
        at += PAGE_SIZE;
    }
    return true;
}

#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif
#define FLAGS (MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP)

static long move(uintptr_t old, size_t old_size, size_t size, unsigned flags,
                 uintptr_t to)
{
    struct vm_region r = *vm_region_at(old);
    unsigned map = r.shared || r.keeps ? MAP_SHARED : MAP_PRIVATE;
    struct vm_mapping mapping = {.prot = r.prot,
                                 .max_prot = r.max_prot,
                                 .object = r.object,
                                 .offset = r.offset + (old - r.start)};
    size_t kept = old_size < size ? old_size : size;
    long place;

    if (flags & MREMAP_FIXED)
        map |= MAP_FIXED;
    place = vm_map(flags & MREMAP_FIXED ? to : 0, size, &mapping, map);
    if (place < 0)
        return place;
    if (!move_pages(old, old + kept, (uintptr_t)place, r.prot)) {
        /* What has moved goes home: its tables are still there. */
        move_pages((uintptr_t)place, (uintptr_t)place + kept, old, r.prot);
        vm_unmap((uintptr_t)place, size);
        return -ENOMEM;
    }
    if (old_size && !(flags & MREMAP_DONTUNMAP))
        vm_unmap(old, old_size);
    return place;
}

static bool grow_in_place(struct vm_region *r, uintptr_t old_end,
                          uintptr_t new_end)
{
    if (r->end != old_end || !vm_range_free(old_end, new_end - old_end))
        return false;
    r->end = new_end;
    vm_join((size_t)(r - vm_regions) + 1);
    return true;
}

static bool overlap(uintptr_t a, size_t a_size, uintptr_t b, size_t b_size)
{
    return a < b + b_size && b < a + a_size;
}

SYSCALL5(mremap, uintptr_t, old, size_t, old_length, size_t, length, unsigned,
         flags, uintptr_t, to)
{
    size_t old_size = PAGE_ALIGN(old_length), size = PAGE_ALIGN(length);
    bool fixed = flags & MREMAP_FIXED, keep = flags & MREMAP_DONTUNMAP;
    struct vm_region *r;

    if ((old & PAGE_MASK) || !size || (flags & ~FLAGS) ||
        ((fixed || keep) && !(flags & MREMAP_MAYMOVE)) ||
        (keep && old_length != length) ||
        (fixed && ((to & PAGE_MASK) || to > INT64_MAX || size > INT64_MAX - to ||
                   overlap(old, old_size, to, size))))
        return -EINVAL;
    r = vm_region_at(old);
    if (!r)
        return -EFAULT;
    if (!old_size && !r->shared)
        return -EINVAL;
    /* What is cut off may be of other regions. */
    if (!fixed && !keep && old_size && size <= old_size) {
        int error = size < old_size ? vm_unmap(old + size, old_size - size) : 0;

        return error < 0 ? error : (long)old;
    }
    if ((old_size < size ? old_size : size) > r->end - old)
        return -EFAULT;
    if (size > old_size && !r->object && vm_hopeless(size - old_size))
        return -ENOMEM;
    if (!fixed && !keep && old_size &&
        grow_in_place(r, old + old_size, old + size))
        return (long)old;
    return flags & MREMAP_MAYMOVE ? move(old, old_size, size, flags, to)
                                  : -ENOMEM;
}
