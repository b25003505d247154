/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* socketpair(2): AF_UNIX has pairs, no other family. */
#include <kernel/syscall.h>

#include "socket.h"

#define FLAGS (SOCK_CLOEXEC | SOCK_NONBLOCK)

static long install(struct file *ends[2], unsigned flags, int fds[2])
{
    int first = fd_install(ends[0], 0, flags), second;

    if (first < 0) {
        file_put(ends[1]);
        return first;
    }
    second = fd_install(ends[1], 0, flags);
    if (second < 0) {
        fd_close(first);
        return second;
    }
    fds[0] = first;
    fds[1] = second;
    return 0;
}

SYSCALL4(socketpair, int, domain, int, type, int, protocol, int *, fds)
{
    struct file *ends[2];
    int error;

    if (type & ~(FLAGS | 15))
        return -EINVAL;
    if (domain == AF_INET || domain == AF_INET6)
        return -EOPNOTSUPP;
    if (domain != AF_UNIX)
        return -EAFNOSUPPORT;
    error = unix_pair(type & ~FLAGS, protocol, type & SOCK_NONBLOCK, ends);
    return error ? error : install(ends, type & SOCK_CLOEXEC, fds);
}
