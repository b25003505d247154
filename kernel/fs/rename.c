/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* rename(2), renameat(2) and renameat2(2). */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

SYSCALL2(rename, const char *, from, const char *, to)
{
    return vfs_rename(AT_FDCWD, from, AT_FDCWD, to, 0);
}

SYSCALL4(renameat, int, from_fd, const char *, from, int, to_fd, const char *,
         to)
{
    return vfs_rename(from_fd, from, to_fd, to, 0);
}

SYSCALL5(renameat2, int, from_fd, const char *, from, int, to_fd, const char *,
         to, unsigned, flags)
{
    return vfs_rename(from_fd, from, to_fd, to, flags);
}
