/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Vectors of buffers: the checks of readv and writev, and the loops over an
 * open file. A transfer stops at the first short buffer.
 */
#ifndef KERNEL_FS_IOV_H
#define KERNEL_FS_IOV_H

#include <kernel/file.h>
#include <sys/uio.h>

#define IOV_MAX_COUNT 1024

/* 0, or -EINVAL for a bad count or length. */
static inline long iov_check(const struct iovec *iov, unsigned long count)
{
    if (count > IOV_MAX_COUNT)
        return -EINVAL;
    for (unsigned long i = 0; i < count; i++)
        if ((ssize_t)iov[i].iov_len < 0)
            return -EINVAL;
    return 0;
}

ssize_t file_readv(struct file *f, const struct iovec *iov, unsigned long count,
                   off_t *pos);
ssize_t file_writev(struct file *f, const struct iovec *iov,
                    unsigned long count, off_t *pos);

#endif
