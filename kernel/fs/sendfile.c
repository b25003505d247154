/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sendfile(2). */
#include <kernel/syscall.h>

#include "transfer.h"

SYSCALL4(sendfile, int, out_fd, int, in_fd, off_t *, offset, size_t, n)
{
    struct file *out = fd_get(out_fd), *in = fd_get(in_fd);

    if (!in || !file_readable(in) || !out || !file_writable(out))
        return -EBADF;
    if (offset && !in->ops->seek)
        return -ESPIPE;
    if (!in->ops->seek || (out->flags & O_APPEND) || (ssize_t)n < 0 ||
        (offset && *offset < 0))
        return -EINVAL;
    return file_transfer(in, offset ? offset : &in->offset, out, &out->offset,
                         n);
}
