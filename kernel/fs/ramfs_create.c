/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* New nodes in a directory of ramfs, and the counts that go with a name. */
#include "ramfs.h"

#include <string.h>

void ramfs_enter(struct ramfs_dir *dir, struct vnode *node)
{
    node->nlink++;
    node->unnamed = false;
    if (S_ISDIR(node->mode)) {
        ramfs_dir(node)->parent = ramfs_dir(vnode_get(&dir->v));
        dir->v.nlink++;
    }
    vnode_modified(&dir->v);
}

/* A directory that is left keeps its parent: its ".." still leads there. */
void ramfs_leave(struct ramfs_dir *dir, struct vnode *node)
{
    node->nlink--;
    if (S_ISDIR(node->mode))
        dir->v.nlink--;
    vnode_modified(&dir->v);
    node->ctime = dir->v.ctime;
}

int ramfs_create(struct vnode *parent, struct name name, mode_t mode,
                 dev_t rdev, const char *target, struct vnode **out)
{
    struct ramfs_dir *dir = ramfs_dir(parent);
    struct vnode *node;
    int error;

    if (parent->mode & S_ISGID && S_ISDIR(mode))
        mode |= S_ISGID;
    node = ramfs_node(mode, rdev, target, target ? strlen(target) : 0);
    if (!node)
        return -ENOSPC;
    node->dev = parent->dev;
    if (parent->mode & S_ISGID)
        node->gid = parent->gid;
    if (name.length == 0) {
        node->unnamed = true;
    } else {
        error = ramfs_insert(dir, name, node);
        if (error) {
            vnode_put(node);
            return error;
        }
        ramfs_enter(dir, node);
    }
    *out = node;
    return 0;
}
