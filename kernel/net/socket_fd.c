/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Descriptors that are sockets. */
#include <kernel/socket.h>

const struct socket_ops *socket_ops(int fd, struct file **file, int *error)
{
    *file = fd_get(fd);
    *error = *file ? -ENOTSOCK : -EBADF;
    return *file ? (*file)->ops->socket : NULL;
}
