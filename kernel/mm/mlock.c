/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mlock and its kin: memory is never paged out, so that they only check. */
#include "vm.h"

#include <errno.h>
#include <kernel/syscall.h>
#include <sys/mman.h>

static long check(uintptr_t start, size_t length)
{
    uintptr_t end = PAGE_ALIGN(start + length);

    start &= ~PAGE_MASK;
    if (end < start)
        return -EINVAL;
    return vm_range_mapped(start, end) ? 0 : -ENOMEM;
}

SYSCALL2(mlock, uintptr_t, start, size_t, length)
{
    return check(start, length);
}

SYSCALL2(munlock, uintptr_t, start, size_t, length)
{
    return check(start, length);
}

SYSCALL1(mlockall, int, flags)
{
    if (!flags || (flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT)) ||
        flags == MCL_ONFAULT)
        return -EINVAL;
    return 0;
}

SYSCALL0(munlockall)
{
    return 0;
}
