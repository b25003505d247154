/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Removing the name of something that is not a directory; unlink(2). */
#include <kernel/vfs.h>

static int check(const struct path *p)
{
    if (p->last != PATH_NAME)
        return -EISDIR;
    if (!p->node)
        return -ENOENT;
    if (S_ISDIR(p->node->mode))
        return -EISDIR;
    return p->slash ? -ENOTDIR : 0;
}

long vfs_unlink(int dirfd, const char *text)
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
