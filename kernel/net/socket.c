/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* socket(2): the families. Their arms go where no caller asks for them. */
#include <kernel/syscall.h>

#include "socket.h"

#define FLAGS (SOCK_CLOEXEC | SOCK_NONBLOCK)

_Static_assert(SOCK_CLOEXEC == O_CLOEXEC && SOCK_NONBLOCK == O_NONBLOCK,
               "flags of sockets are those of files");

static int make(int domain, int type, int protocol, struct file **file)
{
    unsigned flags = type & SOCK_NONBLOCK;

    switch (domain) {
    case AF_UNIX:
        return unix_socket(type & ~FLAGS, protocol, flags, file);
    case AF_INET:
        return inet_socket(AF_INET, type & ~FLAGS, protocol, flags, file);
    case AF_INET6:
        return inet6_socket(type & ~FLAGS, protocol, flags, file);
    default:
        return -EAFNOSUPPORT;
    }
}

SYSCALL3(socket, int, domain, int, type, int, protocol)
{
    struct file *f;
    int error;

    if (type & ~(FLAGS | 15))
        return -EINVAL;
    error = make(domain, type, protocol, &f);
    return error ? error : fd_install(f, 0, type & SOCK_CLOEXEC);
}
