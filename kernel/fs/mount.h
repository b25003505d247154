/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Mounted file systems. A mount lays the root of a file system over a
 * directory: whoever looks that directory up gets the root, and ".." of the
 * root is that of the directory. Nothing of it is in an image that mounts
 * nothing: mount_add() is reached by the boot options `share=` and `vda=` where
 * mention_share or mention_mounted asks for it (a path below /share or /disk in
 * the program, or -Wl,-u,mention_share), and by /proc and /sys (pseudofs.h).
 */
#ifndef KERNEL_FS_MOUNT_H
#define KERNEL_FS_MOUNT_H

#include <kernel/vfs.h>

#define MOUNT_READ_ONLY 1ul

/* A type of file system. */
struct mount_type {
    /* A new root, with one reference. */
    int (*mount)(const char *source, const char *options, unsigned long flags,
                 struct vnode **root);
    /* Gives the root back, which the mount alone refers to if nothing else
     * does; -EBUSY where something below is in use. */
    int (*unmount)(struct vnode *root);
};

extern const struct mount_type mount_ninep, mount_ext3, mount_tmpfs,
    mount_devtmpfs, mount_proc, mount_sysfs;

/* Lays the root of a file system over the directory. Takes over the reference
 * to root if it works; -ENOTDIR, -EBUSY (the tree's own root), -ENOMEM. */
int mount_add(struct vnode *covered, struct vnode *root,
              const struct mount_type *type);
/* Takes a mount away, even while it is used where `detach` says so: files that
 * are open stay. -EINVAL: no root of a mount; -EBUSY: used, or something is
 * mounted below. */
int mount_remove(struct vnode *root, bool detach);
/* The root that lies over a directory, or the directory. Both are references,
 * the argument is consumed. */
struct vnode *mount_cross(struct vnode *v);
/* What a root covers, or the node itself; borrowed. */
struct vnode *mount_covered(struct vnode *v);
/* The roots of the mounts from the first on, NULL after the last; borrowed. */
struct vnode *mount_root_of(unsigned number);
/* The name of the type, by what statfs() says; "tmpfs" for what is unknown. */
const char *mount_type_name(struct vnode *root);
/* A device number for the nodes of a new file system. */
dev_t mount_dev(void);

/* Mount what the command line asks for: share=TAG:PATH, vda=PATH. */
void mount_boot_share(void);
void mount_boot_disks(void);
/* What a type has to say of the last disk that it did not take, or NULL. */
extern const char *mount_why;

void mention_share(void);
void mention_mounted(void);
#pragma weak mention_share
#pragma weak mention_mounted
#pragma weak mount_add

#define MOUNTS __unispec_reached(mount_add)

/* The directory above, also above the root of a mount; borrowed. */
static inline struct vnode *mount_parent(struct vnode *dir)
{
    if (MOUNTS)
        dir = mount_covered(dir);
    return dir->ops->parent(dir);
}

/* True where the node that a name leads to is the root of a mount. */
static inline bool mount_point(const struct path *p)
{
    return MOUNTS && p->node->dev != p->dir->dev;
}

#endif
