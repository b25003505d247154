/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the file system of a node says of itself. Used by the statfs calls, and
 * by /proc for the types of mounts.
 */
#include <kernel/vfs.h>
#include <string.h>
#include <sys/statfs.h>

void vfs_statfs(struct vnode *node, struct statfs *st)
{
    memset(st, 0, sizeof(*st));
    node->ops->statfs(node, st);
}
