/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reading from an open file of any type: the checks that come before the
 * type's own operation. Used by read, readv, pread, sendfile and their kin.
 */
#include <kernel/file.h>
#include <kernel/inotify.h>

ssize_t file_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    ssize_t got;

    if (!file_readable(f))
        return -EBADF;
    if (!f->ops->read || (ssize_t)n < 0)
        return -EINVAL;
    if (n > FILE_TRANSFER_MAX)
        n = FILE_TRANSFER_MAX;
    got = f->ops->read(f, buffer, n, pos);
    if (INOTIFY && got > 0)
        inotify_file(f, IN_ACCESS);
    return got;
}
