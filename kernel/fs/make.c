/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Making directories and symbolic links: the common part of mkdir(2) and
 * symlink(2).
 */
#include <kernel/vfs.h>

long vfs_make(int dirfd, const char *text, mode_t mode, const char *target)
{
    struct vnode *node = NULL;
    struct path p;
    int error = path_lookup(dirfd, text, PATH_MAY_MISS | PATH_KEEP_LINK, &p);

    if (error)
        return error;
    if (p.node)
        error = -EEXIST;
    else if ((p.slash && !S_ISDIR(mode)) || p.dir->nlink == 0)
        error = -ENOENT;
    else
        error = p.dir->ops->create(p.dir, p.name, mode, 0, target, &node);
    if (INOTIFY && !error)
        inotify_made(&p, mode);
    vnode_put(node);
    path_put(&p);
    return error;
}
