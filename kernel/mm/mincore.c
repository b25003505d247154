/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mincore: which pages have a frame. */
#include "vm.h"

#include <errno.h>
#include <kernel/syscall.h>

SYSCALL3(mincore, uintptr_t, start, size_t, length, unsigned char *, resident)
{
    uintptr_t end = start + PAGE_ALIGN(length);

    if (start & PAGE_MASK)
        return -EINVAL;
    if (end < start || (length && end == start) || !vm_range_mapped(start, end))
        return -ENOMEM;
    for (; start < end; start += PAGE_SIZE)
        *resident++ = arch_page_frame(start) != NULL;
    return 0;
}
