/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* stat(2), lstat(2) and newfstatat(2). */
#include <kernel/syscall.h>

#include "stat.h"

SYSCALL2(stat, const char *, path, struct stat *, st)
{
    return vfs_stat_path(AT_FDCWD, path, 0, st);
}

SYSCALL2(lstat, const char *, path, struct stat *, st)
{
    return vfs_stat_path(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, st);
}

SYSCALL4(newfstatat, int, dirfd, const char *, path, struct stat *, st,
         unsigned, flags)
{
    if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT |
                  SYNC_FLAGS))
        return -EINVAL;
    return vfs_stat_path(dirfd, path, flags, st);
}
