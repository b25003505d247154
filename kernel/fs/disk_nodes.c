/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The nodes of the disks in /dev, as Linux names and numbers virtio's. */
#include "disk.h"

#include <kernel/blockdev.h>
#include <sys/sysmacros.h>

#define DISK_MAJOR 254
#define DISK_MINORS 16 /* of each disk: Linux numbers its partitions */
#define DISKS_MAX 16

int disk_make_nodes(struct vnode *dir)
{
    char text[] = "vda";
    struct vnode *node;
    int error;

    for (unsigned n = 0; n < DISKS_MAX && blockdev_get(n); n++, text[2]++) {
        error =
            dir->ops->create(dir, (struct name){text, 3}, S_IFBLK | 0660,
                             makedev(DISK_MAJOR, n * DISK_MINORS), NULL, &node);
        if (error)
            return error;
        vnode_put(node);
    }
    return 0;
}

extern const struct file_ops disk_ops;

int disk_open(struct vnode *node, unsigned flags, struct file **file)
{
    unsigned minor = minor(node->rdev);
    struct blockdev *disk = NULL;

    if (major(node->rdev) == DISK_MAJOR && minor % DISK_MINORS == 0)
        disk = blockdev_get(minor / DISK_MINORS);
    if (!disk)
        return -ENXIO;
    if ((flags & FILE_ACCESS) != O_RDONLY && disk->read_only)
        return -EACCES;
    *file = file_new(&disk_ops, flags, vnode_get(node));
    if (!*file)
        return -ENOMEM;
    (*file)->private = disk;
    return 0;
}
