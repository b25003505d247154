/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Copying between two open files through one page. Used by sendfile and
 * copy_file_range.
 */
#ifndef KERNEL_FS_TRANSFER_H
#define KERNEL_FS_TRANSFER_H

#include <kernel/file.h>

/* Bytes copied, less at the end of input; -errno when there were none. */
ssize_t file_transfer(struct file *in, off_t *in_pos, struct file *out,
                      off_t *out_pos, size_t n);

#endif
