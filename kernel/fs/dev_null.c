/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* /dev/null: empty for readers, without bottom for writers. */
#include "device.h"

static ssize_t null_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    (void)f, (void)buffer, (void)n, (void)pos;
    return 0;
}

static ssize_t null_write(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    (void)f, (void)buffer, (void)pos;
    return n;
}

static off_t null_seek(struct file *f, off_t offset, int whence)
{
    (void)f, (void)offset, (void)whence;
    return 0;
}

const struct file_ops null_ops = {
    .read = null_read,
    .write = null_write,
    .seek = null_seek,
};
