/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * mprotect, with the granularity of a page: of mappings, and of the image's own
 * data. Writable and executable memory is there only if somebody asks for it.
 * As on Linux, what lies before the first hole changes.
 */
#include "vm.h"

#include <errno.h>
#include <kernel/syscall.h>
#include <sys/mman.h>

#define RIGHTS (PROT_READ | PROT_WRITE | PROT_EXEC)
#ifndef PROT_SEM
#define PROT_SEM 8 /* of other machines than this, and taken */
#endif

static void protect_pages(const struct vm_region *r)
{
    uintptr_t at = r->start;

    while ((at = arch_page_next(at, r->end)) < r->end) {
        arch_page_protect(at, r->prot);
        at += PAGE_SIZE;
    }
}

static bool may_protect(uintptr_t start, uintptr_t end, unsigned prot)
{
    for (size_t i = vm_find(start);
         i < vm_region_count && vm_regions[i].start < end; i++)
        if (prot & ~vm_regions[i].max_prot)
            return false;
    return true;
}

SYSCALL3(mprotect, uintptr_t, start, size_t, length, unsigned, prot)
{
    uintptr_t end = start + PAGE_ALIGN(length), mapped;
    size_t i;

    if (start & PAGE_MASK)
        return -EINVAL;
    if (!length)
        return 0;
    if (end <= start)
        return -ENOMEM;
    if (prot & ~((unsigned)(RIGHTS | PROT_SEM)))
        return -EINVAL;
    prot &= RIGHTS;
    if (end <= ARCH_IDENTITY_END && arch_image_protect(start, end, prot))
        return 0;
    mapped = vm_mapped_until(start, end);
    if (mapped == start || !vm_reserve())
        return -ENOMEM;
    if (!may_protect(start, mapped, prot))
        return -EACCES;
    vm_split(start);
    vm_split(mapped);
    for (i = vm_find(start);
         i < vm_region_count && vm_regions[i].start < mapped; i++) {
        vm_regions[i].prot = prot;
        protect_pages(&vm_regions[i]);
    }
    if (i > vm_region_count - 1)
        i = vm_region_count - 1;
    for (; i && vm_regions[i].end >= start; i--)
        vm_join(i);
    return mapped < end ? -ENOMEM : 0;
}
