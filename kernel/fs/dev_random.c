/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * /dev/random and /dev/urandom, which are the same. What is written would be
 * mixed into the pool on Linux; here it is dropped.
 */
#include "device.h"

#include <kernel/random.h>

#include "gate.h"

#pragma weak file_read

static ssize_t random_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    (void)f, (void)pos;
    if (!__unispec_reached(file_read))
        return -ENOSYS;
    random_bytes(buffer, n);
    return n;
}

static ssize_t random_write(struct file *f, const void *buffer, size_t n,
                            off_t *pos)
{
    (void)f, (void)buffer, (void)pos;
    return n;
}

static off_t random_seek(struct file *f, off_t offset, int whence)
{
    (void)f, (void)offset, (void)whence;
    return 0;
}

const struct file_ops random_ops = {
    .read = random_read,
    .write = random_write,
    .seek = random_seek,
};
