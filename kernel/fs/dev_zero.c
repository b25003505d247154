/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * /dev/zero and /dev/full: zeros for readers; writes succeed on the one and
 * find no space on the other. A mapping of /dev/zero is anonymous memory.
 */
#include "device.h"

#include <string.h>

static ssize_t zero_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    (void)f, (void)pos;
    memset(buffer, 0, n);
    return n;
}

static ssize_t zero_write(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    (void)f, (void)buffer, (void)pos;
    return n;
}

static ssize_t full_write(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    (void)f, (void)buffer, (void)n, (void)pos;
    return -ENOSPC;
}

static off_t zero_seek(struct file *f, off_t offset, int whence)
{
    (void)f, (void)offset, (void)whence;
    return 0;
}

static int zero_object(struct file *f, struct vm_object **object)
{
    (void)f;
    *object = NULL;
    return 0;
}

const struct file_ops zero_ops = {
    .read = zero_read,
    .write = zero_write,
    .seek = zero_seek,
    .object = zero_object,
};

const struct file_ops full_ops = {
    .read = zero_read,
    .write = full_write,
    .seek = zero_seek,
};
