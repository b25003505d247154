/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The pages of a range before they are touched: mlock, MAP_POPULATE. As on
 * Linux, it ends at the first one that cannot come.
 */
#include "vm.h"

#include <errno.h>

int vm_populate(uintptr_t start, uintptr_t end)
{
    for (; start < end; start += PAGE_SIZE) {
        const struct vm_region *r = vm_region_at(start);
        unsigned access = ARCH_PROT_READ;
        enum vm_fault result;

        if (!r || !r->prot)
            return -ENOMEM;
        if (arch_page_frame(start))
            continue;
        if (r->prot & ARCH_PROT_WRITE)
            access = ARCH_PROT_WRITE;
        result = vm_fault(start, access);
        if (result != VM_FAULT_DONE)
            return result == VM_FAULT_OOM ? -EAGAIN : -ENOMEM;
    }
    return 0;
}
