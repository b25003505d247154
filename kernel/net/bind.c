/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bind(2). */
#include <kernel/socket.h>
#include <kernel/syscall.h>

SYSCALL3(bind, int, fd, const struct sockaddr *, name, int, size)
{
    struct file *f;
    int error;
    const struct socket_ops *ops = socket_ops(fd, &f, &error);

    if (!ops)
        return error;
    if (size < 0 || (unsigned)size > sizeof(struct sockaddr_storage))
        return -EINVAL;
    return ops->bind ? ops->bind(f, name, size) : -EOPNOTSUPP;
}
