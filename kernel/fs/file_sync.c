/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Makes what was written to an open file last, where its type can do more than
 * memory does. Used by fsync, sync_file_range and pwritev2.
 */
#include <kernel/file.h>

int file_sync(struct file *f)
{
    return f->ops->sync ? f->ops->sync(f) : 0;
}
