/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inside of the stat calls. An argument pair (directory, path) names either an
 * open file (empty path) or a node.
 */
#ifndef KERNEL_FS_STAT_H
#define KERNEL_FS_STAT_H

#include <kernel/vfs.h>

#define SYNC_FLAGS 0x6000u /* AT_STATX_FORCE_SYNC, AT_STATX_DONT_SYNC */

void vfs_stat(struct vnode *node, struct stat *st);

/* flags: AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH. */
int vfs_stat_path(int dirfd, const char *path, unsigned flags, struct stat *st);

#endif
