/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* readv(2). */
#include <kernel/syscall.h>

#include "hold.h"
#include "iov.h"

SYSCALL3(readv, int, fd, const struct iovec *, iov, unsigned long, count)
{
    struct file *f = fd_hold(fd);
    long result;

    result = f ? file_readv(f, iov, count, &f->offset) : -EBADF;
    file_drop(f);
    return result;
}
