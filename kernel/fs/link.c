/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * link(2) and linkat(2). A file made by O_TMPFILE gets its first name here
 * (AT_EMPTY_PATH); one whose last name is gone gets none again.
 */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

static int add_name(struct vnode *node, const struct path *to)
{
    if (to->node)
        return -EEXIST;
    if (to->slash || to->dir->nlink == 0)
        return -ENOENT;
    if (S_ISDIR(node->mode))
        return -EPERM;
    if (node->dev != to->dir->dev)
        return -EXDEV;
    if (node->nlink == 0 && !node->unnamed)
        return -ENOENT;
    return to->dir->ops->link(to->dir, to->name, node);
}

static long link_at(int from_fd, const char *from, int to_fd, const char *to,
                    unsigned at)
{
    struct vnode *node;
    struct path p;
    int error;

    if (at & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH))
        return -EINVAL;
    error = vfs_lookup(from_fd, from,
                       (at & AT_SYMLINK_FOLLOW ? PATH_FOLLOW : 0) |
                           (at & AT_EMPTY_PATH ? PATH_EMPTY : 0),
                       &node);
    if (error)
        return error;
    error = path_lookup(to_fd, to, PATH_MAY_MISS | PATH_KEEP_LINK, &p);
    if (!error) {
        error = add_name(node, &p);
        if (INOTIFY && !error)
            inotify_linked(&p, node);
        path_put(&p);
    }
    vnode_put(node);
    return error;
}

SYSCALL2(link, const char *, from, const char *, to)
{
    return link_at(AT_FDCWD, from, AT_FDCWD, to, 0);
}

SYSCALL5(linkat, int, from_fd, const char *, from, int, to_fd, const char *, to,
         unsigned, flags)
{
    return link_at(from_fd, from, to_fd, to, flags);
}
