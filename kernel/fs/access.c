/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * access(2), faccessat(2) and faccessat2(2), as the superuser: everything is
 * allowed but executing a file that nobody may execute.
 */
#include <kernel/syscall.h>
#include <kernel/vfs.h>
#include <unistd.h>

static long check(int dirfd, const char *path, int mode, unsigned flags)
{
    struct vnode *node;
    int error;

    if (mode & ~(R_OK | W_OK | X_OK) ||
        flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
        return -EINVAL;
    error = vfs_lookup(dirfd, path, path_at_flags(flags), &node);
    if (error)
        return error;
    if ((mode & X_OK) && !S_ISDIR(node->mode) && !(node->mode & 0111))
        error = -EACCES;
    vnode_put(node);
    return error;
}

SYSCALL2(access, const char *, path, int, mode)
{
    return check(AT_FDCWD, path, mode, 0);
}

SYSCALL3(faccessat, int, dirfd, const char *, path, int, mode)
{
    return check(dirfd, path, mode, 0);
}

SYSCALL4(faccessat2, int, dirfd, const char *, path, int, mode, unsigned, flags)
{
    return check(dirfd, path, mode, flags);
}
