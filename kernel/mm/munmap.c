/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* munmap. */
#include <errno.h>
#include <kernel/mm.h>
#include <kernel/syscall.h>

SYSCALL2(munmap, uintptr_t, start, size_t, length)
{
    if ((start & PAGE_MASK) || !length || start > INT64_MAX ||
        length > INT64_MAX - start)
        return -EINVAL;
    return vm_unmap(start, PAGE_ALIGN(length));
}
