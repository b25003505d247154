/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * rename(2) and its flags, without the file system's part. The order of the
 * checks is that of Linux.
 */
#include "mount.h"

#ifndef RENAME_NOREPLACE /* of <linux/fs.h>, and of a newer <stdio.h> */
#define RENAME_NOREPLACE 1
#define RENAME_EXCHANGE 2
#endif

/* True when node is dir or one of the directories above it. */
static bool is_above(struct vnode *node, struct vnode *dir)
{
    for (;;) {
        struct vnode *parent = dir->ops->parent(dir);

        if (dir == node)
            return true;
        if (parent == dir)
            return false;
        dir = parent;
    }
}

/* What Linux checks before it compares the types. */
static int check_names(const struct path *from, const struct path *to,
                       unsigned flags)
{
    if (from->last != PATH_NAME)
        return -EBUSY;
    if (to->last != PATH_NAME)
        return flags & RENAME_NOREPLACE ? -EEXIST : -EBUSY;
    if (!from->node)
        return -ENOENT;
    if ((flags & RENAME_NOREPLACE) && to->node)
        return -EEXIST;
    if (mount_point(from) || (to->node && mount_point(to)))
        return -EBUSY;
    if (flags & RENAME_EXCHANGE) {
        if (!to->node)
            return -ENOENT;
        if (!S_ISDIR(to->node->mode) && to->slash)
            return -ENOTDIR;
    }
    if (!S_ISDIR(from->node->mode)) {
        if (from->slash || (!(flags & RENAME_EXCHANGE) && to->slash))
            return -ENOTDIR;
    }
    return 0;
}

static int check_tree(const struct path *from, const struct path *to,
                      unsigned flags)
{
    if (S_ISDIR(from->node->mode) && is_above(from->node, to->dir))
        return -EINVAL;
    if (to->node && S_ISDIR(to->node->mode) && is_above(to->node, from->dir))
        return flags & RENAME_EXCHANGE ? -EINVAL : -ENOTEMPTY;
    return to->dir->nlink == 0 ? -ENOENT : 0;
}

static int check_types(const struct path *from, const struct path *to)
{
    if (!to->node)
        return 0;
    if (S_ISDIR(from->node->mode)) {
        if (!S_ISDIR(to->node->mode))
            return -ENOTDIR;
        return to->node->ops->empty(to->node) ? 0 : -ENOTEMPTY;
    }
    return S_ISDIR(to->node->mode) ? -EISDIR : 0;
}

static int move(const struct path *from, const struct path *to, unsigned flags)
{
    int error = check_names(from, to, flags);

    if (!error)
        error = check_tree(from, to, flags);
    if (error)
        return error;
    if (from->node == to->node)
        return 0;
    if (!(flags & RENAME_EXCHANGE)) {
        error = check_types(from, to);
        if (error)
            return error;
    }
    error = from->dir->ops->rename(from->dir, from->name, from->node, to->dir,
                                   to->name, to->node, flags & RENAME_EXCHANGE);
    if (INOTIFY && !error)
        inotify_moved(from, to, flags & RENAME_EXCHANGE);
    return error;
}

long vfs_rename(int from_fd, const char *from, int to_fd, const char *to,
                unsigned flags)
{
    struct path source, target;
    int error;

    if (flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE) ||
        flags == (RENAME_NOREPLACE | RENAME_EXCHANGE))
        return -EINVAL;
    error = path_lookup(from_fd, from, PATH_MAY_MISS | PATH_KEEP_LINK, &source);
    if (error)
        return error;
    error = path_lookup(to_fd, to, PATH_MAY_MISS | PATH_KEEP_LINK, &target);
    if (!error) {
        error = source.dir->dev == target.dir->dev
                    ? move(&source, &target, flags)
                    : -EXDEV;
        path_put(&target);
    }
    path_put(&source);
    return error;
}
