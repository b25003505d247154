/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* madvise: MADV_DONTNEED drops pages; advice proper is checked and ignored. */
#include "vm.h"

#include <errno.h>
#include <kernel/syscall.h>
#include <sys/mman.h>

static void drop(uintptr_t start, uintptr_t end)
{
    for (size_t i = vm_find(start);
         i < vm_region_count && vm_regions[i].start < end; i++) {
        const struct vm_region *r = &vm_regions[i];

        if (r->keeps)
            continue;
        vm_drop_pages(r, r->start > start ? r->start : start,
                      r->end < end ? r->end : end);
    }
}

SYSCALL3(madvise, uintptr_t, start, size_t, length, int, advice)
{
    uintptr_t end = start + PAGE_ALIGN(length);

    if ((start & PAGE_MASK) || end < start || (length && end == start))
        return -EINVAL;
    switch (advice) {
    case MADV_NORMAL:
    case MADV_RANDOM:
    case MADV_SEQUENTIAL:
    case MADV_WILLNEED:
    case MADV_DONTNEED:
    case MADV_FREE:
    case MADV_DONTFORK:
    case MADV_DOFORK:
    case MADV_MERGEABLE:
    case MADV_UNMERGEABLE:
    case MADV_HUGEPAGE:
    case MADV_NOHUGEPAGE:
    case MADV_DONTDUMP:
    case MADV_DODUMP:
    case MADV_WIPEONFORK:
    case MADV_KEEPONFORK:
    case MADV_COLD:
    case MADV_PAGEOUT:
        break;
    default:
        return -EINVAL;
    }
    if (advice == MADV_DONTNEED)
        drop(start, end);
    return vm_range_mapped(start, end) ? 0 : -ENOMEM;
}
