/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Disks in /dev: vda, vdb, ... They, and the drivers behind them, are in an
 * image if the program can mount, or if a text in it names such a device: the
 * link step makes mention_disk, which exists nowhere, a root then. A program
 * that gets the name from outside says so with -Wl,-u,mention_disk.
 */
#ifndef KERNEL_FS_DISK_H
#define KERNEL_FS_DISK_H

#include <kernel/vfs.h>

void mention_disk(void);
long sys_mount(long, long, long, long, long);
#pragma weak mention_disk
#pragma weak sys_mount

static inline bool disk_wanted(void)
{
    return __unispec_reached(mention_disk) || __unispec_reached(sys_mount);
}

/* Makes the nodes of the disks that are there; 0 or -errno. */
int disk_make_nodes(struct vnode *dir);
/* Opens the disk of a node. */
int disk_open(struct vnode *node, unsigned flags, struct file **file);

#endif
