/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sendfile(2). */
#include <kernel/syscall.h>

#include "hold.h"
#include "transfer.h"

static long sendfile_between(struct file *in, struct file *out, off_t *offset,
                             size_t n)
{
    long result;

    if (!in || !file_readable(in))
        return -EBADF;
    if (offset && !in->ops->seek)
        return -ESPIPE;
    if ((ssize_t)n < 0 || (offset && *offset < 0))
        return -EINVAL;
    if (!out || !file_writable(out))
        return -EBADF;
    if (!in->ops->seek || (out->flags & O_APPEND))
        return -EINVAL;
    result = file_transfer(in, offset ? offset : &in->offset, out, &out->offset,
                           n);
    return result == -EISDIR ? -EINVAL : result;
}

SYSCALL4(sendfile, int, out_fd, int, in_fd, off_t *, offset, size_t, n)
{
    struct file *out = fd_hold(out_fd), *in = fd_hold(in_fd);
    long result = sendfile_between(in, out, offset, n);

    file_drop(in);
    file_drop(out);
    return result;
}
