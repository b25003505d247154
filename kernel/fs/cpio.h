/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The initrd; see cpio.c. */
#ifndef KERNEL_FS_CPIO_H
#define KERNEL_FS_CPIO_H

#include <kernel/vfs.h>

/* Adds what the initrd holds, if there is one. A corrupt one ends the boot. */
void cpio_unpack_initrd(struct vnode *root);

#endif
