/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* pwritev(2). The offset comes in two halves, of which x86-64 uses the first.
 */
#include <kernel/syscall.h>

#include "iov.h"

SYSCALL5(pwritev, int, fd, const struct iovec *, iov, unsigned long, count,
         off_t, offset, unsigned long, high)
{
    struct file *f = fd_get(fd);

    (void)high;
    if (offset < 0)
        return -EINVAL;
    if (!f)
        return -EBADF;
    if (!f->ops->seek)
        return -ESPIPE;
    return file_writev(f, iov, count, &offset);
}
