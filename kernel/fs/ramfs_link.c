/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Further names of a node, and the end of a name. */
#include "ramfs.h"

int ramfs_add_link(struct vnode *dir, struct name name, struct vnode *node)
{
    int error = ramfs_insert(ramfs_dir(dir), name, node);

    if (error)
        return error;
    ramfs_enter(ramfs_dir(dir), node);
    vnode_changed(node);
    return 0;
}

int ramfs_unlink(struct vnode *dir, struct name name, struct vnode *node)
{
    ramfs_leave(ramfs_dir(dir), node);
    if (S_ISDIR(node->mode))
        node->nlink = 0; /* of its "." too */
    ramfs_remove(ramfs_find(ramfs_dir(dir), name));
    return 0;
}
