/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* close_range(2). There is one table: CLOSE_RANGE_UNSHARE has nothing to do. */
#include <kernel/file.h>
#include <kernel/syscall.h>

#define CLOSE_RANGE_UNSHARE 2u
#define CLOSE_RANGE_CLOEXEC 4u

SYSCALL3(close_range, unsigned, first, unsigned, last, unsigned, flags)
{
    if ((flags & ~(CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC)) || first > last)
        return -EINVAL;
    for (unsigned fd = first; fd <= last && fd < fd_table.size; fd++) {
        if (flags & CLOSE_RANGE_CLOEXEC)
            fd_table.entries[fd].flags = FD_CLOEXEC;
        else
            fd_close(fd);
    }
    return 0;
}
