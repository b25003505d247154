/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* socketpair(2): AF_UNIX has pairs, no other family. */
#include <kernel/syscall.h>

#include "socket.h"

#define FLAGS (SOCK_CLOEXEC | SOCK_NONBLOCK)

SYSCALL4(socketpair, int, domain, int, type, int, protocol, int *, fds)
{
    struct file *ends[2];
    int error;

    if ((type & ~FLAGS) < 0 || (type & ~FLAGS) > SOCK_PACKET)
        return -EINVAL;
    if (domain == AF_INET || domain == AF_INET6)
        return -EOPNOTSUPP;
    if (domain != AF_UNIX)
        return -EAFNOSUPPORT;
    error = unix_pair(type & ~FLAGS, protocol, type & SOCK_NONBLOCK, ends);
    return error ? error : fd_install_pair(ends, type & SOCK_CLOEXEC, fds);
}
