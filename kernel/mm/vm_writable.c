/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Whether an object can be changed through a mapping. */
#include "vm.h"

bool vm_object_writable(const struct vm_object *object)
{
    for (size_t i = 0; i < vm_region_count; i++) {
        const struct vm_region *r = &vm_regions[i];

        if (r->object == object && r->shared && r->max_prot & ARCH_PROT_WRITE)
            return true;
    }
    return false;
}
