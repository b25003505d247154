/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * rename in ramfs. The only step that can fail, the new entry, comes first; an
 * existing target keeps its entry and changes its node.
 */
#include "ramfs.h"

static void set_parent(struct vnode *node, struct ramfs_dir *dir)
{
    struct ramfs_dir *old;

    if (!S_ISDIR(node->mode))
        return;
    old = ramfs_dir(node)->parent;
    ramfs_dir(node)->parent = ramfs_dir(vnode_get(&dir->v));
    vnode_put(&old->v);
    old->v.nlink--;
    dir->v.nlink++;
}

/* Takes the name from the target, whose entry is then the node's. */
static void displace(struct ramfs_dir *dir, struct name name,
                     struct vnode *node, struct vnode *target)
{
    ramfs_leave(dir, target);
    if (S_ISDIR(target->mode))
        target->nlink = 0;
    ramfs_find(dir, name)->node = vnode_get(node);
    vnode_put(target);
}

static void exchange(struct ramfs_dir *from_dir, struct name from,
                     struct vnode *node, struct ramfs_dir *to_dir,
                     struct name to, struct vnode *target)
{
    ramfs_find(from_dir, from)->node = target;
    ramfs_find(to_dir, to)->node = node;
    set_parent(node, to_dir);
    set_parent(target, from_dir);
    vnode_changed(target);
}

int ramfs_rename(struct vnode *from_dir, struct name from, struct vnode *node,
                 struct vnode *to_dir, struct name to, struct vnode *target,
                 bool swap)
{
    struct ramfs_dir *source = ramfs_dir(from_dir), *dest = ramfs_dir(to_dir);
    int error;

    if (swap) {
        exchange(source, from, node, dest, to, target);
    } else {
        if (target) {
            displace(dest, to, node, target);
        } else {
            error = ramfs_insert(dest, to, node);
            if (error)
                return error;
        }
        ramfs_remove(ramfs_find(source, from));
        set_parent(node, dest);
    }
    vnode_changed(node);
    vnode_modified(from_dir);
    vnode_modified(to_dir);
    return 0;
}
