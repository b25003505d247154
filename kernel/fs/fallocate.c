/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fallocate(2): default, FALLOC_FL_KEEP_SIZE, PUNCH_HOLE and ZERO_RANGE. */
#include <kernel/file.h>
#include <kernel/inotify.h>
#include <kernel/syscall.h>

#include "falloc.h"

SYSCALL4(fallocate, int, fd, int, mode, off_t, offset, off_t, length)
{
    struct file *f = fd_get(fd);
    int error;

    if (!f)
        return -EBADF;
    if (offset < 0 || length <= 0)
        return -EINVAL;
    if (mode & ~(FALLOC_KEEP_SIZE | FALLOC_PUNCH_HOLE | FALLOC_ZERO_RANGE))
        return -EOPNOTSUPP;
    if ((mode & FALLOC_PUNCH_HOLE) &&
        mode != (FALLOC_PUNCH_HOLE | FALLOC_KEEP_SIZE))
        return -EOPNOTSUPP;
    if (!file_writable(f))
        return -EBADF;
    if (!f->ops->allocate)
        return file_is_pipe(f) ? -ESPIPE : -ENODEV;
    if (length > INT64_MAX - offset)
        return -EFBIG;
    error = f->ops->allocate(f, mode, offset, length);
    if (INOTIFY && !error)
        inotify_file(f, IN_MODIFY);
    return error;
}
