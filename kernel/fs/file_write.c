/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Writing to an open file of any type: the checks that come before the type's
 * own operation. Used by write, writev, pwrite, sendfile and their kin.
 */
#include <kernel/file.h>
#include <kernel/inotify.h>

ssize_t file_write(struct file *f, const void *buffer, size_t n, off_t *pos)
{
    ssize_t done;

    if (!file_writable(f))
        return -EBADF;
    if (!f->ops->write || (ssize_t)n < 0)
        return -EINVAL;
    if (n > FILE_TRANSFER_MAX)
        n = FILE_TRANSFER_MAX;
    done = f->ops->write(f, buffer, n, pos);
    if (INOTIFY && done > 0)
        inotify_file(f, IN_MODIFY);
    return done;
}
