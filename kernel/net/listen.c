/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* listen(2). */
#include <kernel/syscall.h>

#include "socket.h"

SYSCALL2(listen, int, fd, int, backlog)
{
    struct file *f;
    int error;
    const struct socket_ops *ops = socket_ops(fd, &f, &error);

    if (!ops)
        return error;
    if (!ops->listen)
        return -EOPNOTSUPP;
    return ops->listen(f, (unsigned)backlog < SOCKET_BACKLOG_MAX
                              ? (unsigned)backlog
                              : SOCKET_BACKLOG_MAX);
}
