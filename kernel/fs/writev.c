/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* writev(2). */
#include <kernel/syscall.h>

#include "hold.h"
#include "iov.h"

SYSCALL3(writev, int, fd, const struct iovec *, iov, unsigned long, count)
{
    struct file *f = fd_hold(fd);
    long result;

    result = f ? file_writev(f, iov, count, &f->offset) : -EBADF;
    file_drop(f);
    return result;
}
