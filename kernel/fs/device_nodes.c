/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * /dev: the nodes of all devices, made when something is first looked up or
 * listed there, and the directory shm for libc's shm_open().
 */
#include "device.h"
#include "disk.h"

#include <string.h>
#include <sys/sysmacros.h>

static int make(struct vnode *dir, const char *name, mode_t mode, dev_t rdev,
                const char *target)
{
    struct name n = {name, strlen(name)};
    struct vnode *node;
    int error = dir->ops->create(dir, n, mode, rdev, target, &node);

    if (!error)
        vnode_put(node);
    return error;
}

int device_make_nodes(struct vnode *dir)
{
    int error = make(dir, "shm", S_IFDIR | 01777, 0, NULL);

    for (const struct device *d = devices; d < devices + device_count && !error;
         d++)
        error = make(dir, d->name, S_IFCHR | d->mode,
                     makedev(d->major, d->minor), NULL);
    if (disk_wanted() && !error)
        error = disk_make_nodes(dir);
    return error;
}
