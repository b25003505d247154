/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* recvfrom(2), which is recv(2), too. */
#include <kernel/socket.h>
#include <kernel/syscall.h>

SYSCALL6(recvfrom, int, fd, void *, data, size_t, n, unsigned, flags, void *,
         name, socklen_t *, name_size)
{
    struct iovec iov = {data, n};
    struct message m;
    struct file *f;
    ssize_t result;
    int error;
    socklen_t room = name ? *name_size : 0;

    if (!socket_ops(fd, &f, &error))
        return error;
    if ((int)room < 0)
        return -EINVAL;
    error = message_init(&m, &iov, 1, flags);
    if (error)
        return error;
    m.name = name;
    m.name_size = room;
    result = socket_receive(f, &m);
    if (result >= 0 && name)
        *name_size = m.name_size;
    return result;
}
