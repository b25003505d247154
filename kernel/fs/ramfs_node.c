/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Nodes of ramfs: what each type allocates, and what it frees with its last
 * reference.
 */
#include "ramfs.h"

#include <string.h>

static ino_t last_ino;

static size_t size_of(mode_t mode, size_t target_length)
{
    switch (mode & S_IFMT) {
    case S_IFDIR:
        return sizeof(struct ramfs_dir);
    case S_IFREG:
        return sizeof(struct ramfs_file);
    case S_IFLNK:
        return sizeof(struct ramfs_link) + target_length + 1;
    default:
        return sizeof(struct vnode);
    }
}

static const struct vnode_ops *ops_of(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFDIR:
        return &ramfs_dir_ops;
    case S_IFREG:
        return &ramfs_file_ops;
    case S_IFLNK:
        return &ramfs_link_ops;
    default:
        return &ramfs_device_ops;
    }
}

struct vnode *ramfs_node(mode_t mode, dev_t rdev, const char *target,
                         size_t length)
{
    struct vnode *v = kzalloc(size_of(mode, length));

    if (!v)
        return NULL;
    vnode_init(v, ops_of(mode), mode);
    v->dev = RAMFS_DEV;
    v->rdev = rdev;
    v->ino = ++last_ino;
    if (S_ISDIR(mode)) {
        v->nlink = 1;
        ramfs_dir(v)->cookies = 2; /* after "." and ".." */
    }
    if (S_ISLNK(mode)) {
        memcpy(((struct ramfs_link *)v)->target, target, length);
        v->size = length;
    }
    return v;
}

struct vnode *ramfs_mount(void)
{
    struct vnode *root = ramfs_node(S_IFDIR | 0755, 0, NULL, 0);

    if (root) {
        ramfs_dir(root)->parent = ramfs_dir(root);
        root->nlink = 2;
    }
    return root;
}

static const char *link_target(struct vnode *v)
{
    return ((struct ramfs_link *)v)->target;
}

static void release(struct vnode *v)
{
    kfree(v);
}

const struct vnode_ops ramfs_link_ops = {
    .target = link_target,
    .statfs = ramfs_statfs,
    .release = release,
};
