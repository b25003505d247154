/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Removing an empty directory; rmdir(2). */
#include "mount.h"

static int check(const struct path *p)
{
    if (p->last == PATH_DOT)
        return -EINVAL;
    if (p->last == PATH_DOTDOT)
        return -ENOTEMPTY;
    if (p->last == PATH_ROOT)
        return -EBUSY;
    if (!p->node)
        return -ENOENT;
    if (!S_ISDIR(p->node->mode))
        return -ENOTDIR;
    if (mount_point(p))
        return -EBUSY;
    return p->node->ops->empty(p->node) ? 0 : -ENOTEMPTY;
}

long vfs_rmdir(int dirfd, const char *text)
{
    struct path p;
    int error = path_lookup(dirfd, text, PATH_MAY_MISS | PATH_KEEP_LINK, &p);

    if (error)
        return error;
    error = check(&p);
    if (!error)
        error = p.dir->ops->unlink(p.dir, p.name, p.node);
    if (INOTIFY && !error)
        inotify_removed(&p);
    path_put(&p);
    return error;
}
