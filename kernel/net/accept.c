/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* accept(2) and accept4(2). */
#include <kernel/syscall.h>

#include "name.h"

static long accept_from(int fd, void *name, socklen_t *size, unsigned flags)
{
    struct file *f, *fresh;
    int error, number;
    const struct socket_ops *ops = socket_ops(fd, &f, &error);

    if (!ops)
        return error;
    if (flags & ~(SOCK_CLOEXEC | SOCK_NONBLOCK))
        return -EINVAL;
    if (!ops->accept)
        return -EOPNOTSUPP;
    /* A connection must not be lost for want of a descriptor. */
    number = fd_find(0);
    if (number < 0)
        return number;
    error = ops->accept(f, flags & SOCK_NONBLOCK, &fresh);
    if (error)
        return error;
    if (name) {
        error = socket_name(fresh, true, name, size);
        if (error) {
            file_put(fresh);
            return error == -ENOTCONN ? -ECONNABORTED : error;
        }
    }
    return fd_install(fresh, 0, flags & SOCK_CLOEXEC);
}

SYSCALL3(accept, int, fd, void *, name, socklen_t *, size)
{
    return accept_from(fd, name, size, 0);
}

SYSCALL4(accept4, int, fd, void *, name, socklen_t *, size, unsigned, flags)
{
    return accept_from(fd, name, size, flags);
}
