/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sendto(2), which is send(2), too. */
#include <kernel/socket.h>
#include <kernel/syscall.h>

SYSCALL6(sendto, int, fd, const void *, data, size_t, n, unsigned, flags,
         void *, name, socklen_t, name_size)
{
    struct iovec iov = {(void *)data, n};
    struct message m;
    struct file *f;
    int error;

    if (!socket_ops(fd, &f, &error))
        return error;
    if (name && name_size > sizeof(struct sockaddr_storage))
        return -EINVAL;
    if (flags & MSG_OOB) /* no family has it */
        return -EOPNOTSUPP;
    error = message_init(&m, &iov, 1, flags);
    if (error)
        return error;
    m.name = name;
    m.name_size = name ? name_size : 0;
    return socket_send(f, &m);
}
