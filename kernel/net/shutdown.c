/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* shutdown(2). */
#include <kernel/socket.h>
#include <kernel/syscall.h>

SYSCALL2(shutdown, int, fd, int, how)
{
    struct file *f;
    int error;
    const struct socket_ops *ops = socket_ops(fd, &f, &error);

    if (!ops)
        return error;
    if (how != SHUT_RD && how != SHUT_WR && how != SHUT_RDWR)
        return -EINVAL;
    return ops->shutdown(f, how);
}
