/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* symlink(2) and symlinkat(2). */
#include <kernel/syscall.h>
#include <kernel/text.h>
#include <kernel/vfs.h>

static long make(const char *target, int dirfd, const char *path)
{
    if (!*target)
        return -ENOENT;
    if (text_length(target, VFS_PATH_MAX) == VFS_PATH_MAX)
        return -ENAMETOOLONG;
    return vfs_make(dirfd, path, S_IFLNK | 0777, target);
}

SYSCALL2(symlink, const char *, target, const char *, path)
{
    return make(target, AT_FDCWD, path);
}

SYSCALL3(symlinkat, const char *, target, int, dirfd, const char *, path)
{
    return make(target, dirfd, path);
}
