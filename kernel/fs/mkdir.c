/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mkdir(2) and mkdirat(2). */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

static long make(int dirfd, const char *path, mode_t mode)
{
    return vfs_make(dirfd, path, S_IFDIR | (mode & 01777 & ~vfs_umask), NULL);
}

SYSCALL2(mkdir, const char *, path, mode_t, mode)
{
    return make(AT_FDCWD, path, mode);
}

SYSCALL3(mkdirat, int, dirfd, const char *, path, mode_t, mode)
{
    return make(dirfd, path, mode);
}
