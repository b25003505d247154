/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Device nodes of ramfs: opening one opens the device with its number. FIFOs
 * can be opened where the program can make one; other special files can be
 * there but not be opened.
 */
#include "device.h"
#include "disk.h"
#include "pipe.h"
#include "ramfs.h"

#include <unispec/syscalls.h>

/* Asking whether these are reached must not extract them. */
#pragma weak sys_mknod
#pragma weak sys_mknodat

static int device_open(struct vnode *v, unsigned flags, struct file **file)
{
    if (disk_wanted() && S_ISBLK(v->mode))
        return disk_open(v, flags, file);
    if (S_ISFIFO(v->mode) && (__unispec_reached(sys_mknod) ||
                              __unispec_reached(sys_mknodat)))
        return fifo_open(v, flags, file);
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
