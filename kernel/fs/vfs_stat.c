/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Attributes of what a path names. */
#include "stat.h"

int vfs_stat_path(int dirfd, const char *path, unsigned flags, struct stat *st)
{
    struct vnode *node;
    struct file *f;
    int error;

    if ((flags & AT_EMPTY_PATH) && !*path && dirfd != AT_FDCWD) {
        f = fd_get_any(dirfd);
        if (!f)
            return -EBADF;
        return file_stat(f, st);
    }
    error = vfs_lookup(dirfd, path, path_at_flags(flags), &node);
    if (error)
        return error;
    vfs_stat(node, st);
    vnode_put(node);
    return 0;
}
