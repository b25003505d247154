/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* msync: shared mappings are the file's own pages, there is nothing to write.
 */
#include "vm.h"

#include <errno.h>
#include <kernel/syscall.h>
#include <sys/mman.h>

SYSCALL3(msync, uintptr_t, start, size_t, length, int, flags)
{
    uintptr_t end = start + PAGE_ALIGN(length);

    if ((start & PAGE_MASK) ||
        (flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC)) ||
        ((flags & MS_ASYNC) && (flags & MS_SYNC)))
        return -EINVAL;
    return end < start || !vm_range_mapped(start, end) ? -ENOMEM : 0;
}
