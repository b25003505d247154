/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Paths of nodes, from the root: for getcwd() and /proc. */
#ifndef KERNEL_FS_PATH_TEXT_H
#define KERNEL_FS_PATH_TEXT_H

#include <kernel/vfs.h>

/* Writes the path of a directory at the end of the buffer; its start there, or
 * -ENOENT (it has no name any more), -ENAMETOOLONG. */
long path_of_dir(struct vnode *dir, char buffer[VFS_PATH_MAX]);

struct pseudo_text;
/* In pseudo/. Adds the path of any node; " (deleted)" where it has none. */
void path_text(struct vnode *node, struct pseudo_text *text);

#endif
