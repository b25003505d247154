/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Character devices: one line each in devices.c. The file system knows only
 * the number in a node; opening it finds the device.
 */
#ifndef KERNEL_FS_DEVICE_H
#define KERNEL_FS_DEVICE_H

#include <kernel/vfs.h>

/* A major number of our own: the minor number is an open descriptor. */
#define DEVICE_FD 240

struct device {
    const char *name; /* below /dev */
    unsigned major, minor;
    mode_t mode;
    const struct file_ops *ops;
};

extern const struct device devices[];
extern const unsigned device_count;

/* Opens the device of a node; -ENXIO where there is none with its number. */
int vfs_open_device(struct vnode *node, unsigned flags, struct file **file);

/* Makes the nodes of all devices in a directory; 0 or -errno. */
int device_make_nodes(struct vnode *dir);

extern const struct file_ops null_ops, zero_ops, full_ops, random_ops;

#endif
