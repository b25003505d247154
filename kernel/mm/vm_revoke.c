/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* An object takes frames back: a file that is cut or gets a hole while it is
 * mapped. */
#include "vm.h"

void vm_object_revoke(struct vm_object *object, uint64_t offset, bool cut)
{
    for (size_t i = 0; i < vm_region_count; i++) {
        const struct vm_region *r = &vm_regions[i];
        uintptr_t from = r->start;

        if ((!r->shared && !cut) || r->object != object ||
            r->offset + (r->end - r->start) <= offset)
            continue;
        if (offset > r->offset)
            from += PAGE_ALIGN(offset - r->offset);
        vm_drop_pages(r, from, r->end);
    }
}
