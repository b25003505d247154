/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Device nodes of ramfs: opening one opens the device with its number. Other
 * special files can be there (from an initrd) but not be opened.
 */
#include "device.h"
#include "disk.h"
#include "ramfs.h"

static int device_open(struct vnode *v, unsigned flags, struct file **file)
{
    if (disk_wanted() && S_ISBLK(v->mode))
        return disk_open(v, flags, file);
    return S_ISCHR(v->mode) ? vfs_open_device(v, flags, file) : -ENXIO;
}

static void release(struct vnode *v)
{
    kfree(v);
}

const struct vnode_ops ramfs_device_ops = {
    .open = device_open,
    .statfs = ramfs_statfs,
    .release = release,
};
