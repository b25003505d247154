/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* connect(2). */
#include <kernel/socket.h>
#include <kernel/syscall.h>

SYSCALL3(connect, int, fd, const struct sockaddr *, name, int, size)
{
    struct file *f;
    int error;
    const struct socket_ops *ops = socket_ops(fd, &f, &error);

    if (!ops)
        return error;
    if (size < 0 || (unsigned)size > sizeof(struct sockaddr_storage))
        return -EINVAL;
    return ops->connect ? ops->connect(f, name, size) : -EOPNOTSUPP;
}
