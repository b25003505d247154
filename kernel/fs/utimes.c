/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* utimensat(2), futimesat(2), utimes(2) and utime(2). */
#include <kernel/syscall.h>
#include <kernel/vfs.h>
#include <utime.h>

#include "times.h"

SYSCALL4(utimensat, int, dirfd, const char *, path, const struct timespec *,
         times, unsigned, flags)
{
    return vfs_set_times(dirfd, path, times, flags);
}

SYSCALL3(futimesat, int, dirfd, const char *, path, const struct timeval *,
         times)
{
    return vfs_set_times_us(dirfd, path, times);
}

SYSCALL2(utimes, const char *, path, const struct timeval *, times)
{
    return vfs_set_times_us(AT_FDCWD, path, times);
}

SYSCALL2(utime, const char *, path, const struct utimbuf *, times)
{
    struct timespec ns[2];

    if (!times)
        return vfs_set_times(AT_FDCWD, path, NULL, 0);
    ns[0] = (struct timespec){times->actime, 0};
    ns[1] = (struct timespec){times->modtime, 0};
    return vfs_set_times(AT_FDCWD, path, ns, 0);
}
