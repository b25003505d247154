/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* For calls whose EFAULT programs rely on. */
#include "vm.h"

#include <sys/mman.h>

bool mm_may_write(const void *start, size_t size)
{
    uintptr_t from = (uintptr_t)start;

    for (size_t i = vm_find(from); i < vm_region_count; i++) {
        const struct vm_region *r = &vm_regions[i];

        if (r->start >= from + size)
            break;
        if (!(r->prot & PROT_WRITE))
            return false;
    }
    return true;
}
