/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The default destination of a datagram socket, which AF_UNSPEC takes away. */
#include "unix.h"

int unix_connect_datagram(struct file *f, const struct sockaddr *address,
                          socklen_t size)
{
    struct unix_socket *u = unix_of(f), *to = NULL, *old = u->peer;
    int error;

    if (size < sizeof(address->sa_family))
        return -EINVAL;
    if (address->sa_family != AF_UNSPEC) {
        error = unix_find(address, size, SOCK_DGRAM, &to);
        if (error)
            return error;
        if (to->peer && to->peer != u)
            return -EPERM;
        unix_get(to);
    }
    u->peer = to;
    if (old)
        unix_put(old);
    socket_wake(&u->socket);
    return 0;
}
