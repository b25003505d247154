/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * socket(2): the families. Their arms go where no caller asks for them.
 *
 * A caller whose families are not known when the image is linked, as one that
 * takes them from addresses, could ask for each. That brings AF_UNIX and the
 * internet, but netlink only where libc's lists of interfaces are in the image.
 */
#include <kernel/syscall.h>
#include <limits.h>

#include "socket.h"

#define FLAGS (SOCK_CLOEXEC | SOCK_NONBLOCK)

_Static_assert(SOCK_CLOEXEC == O_CLOEXEC && SOCK_NONBLOCK == O_NONBLOCK,
               "flags of sockets are those of files");

#define NO_FAMILY INT_MIN /* feasible only where any number is */

struct nlmsghdr;
int __rtnetlink_enumerate(int, int, int (*)(void *, struct nlmsghdr *), void *);
#pragma weak __rtnetlink_enumerate
#define NETLINK                                                                \
    (__unispec_reached((const void *)__rtnetlink_enumerate) ||                 \
     !__unispec_reached((const void *)socket_no_family))

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
    case AF_NETLINK:
        return NETLINK ? netlink_socket(type & ~FLAGS, protocol, flags, file)
                       : -EAFNOSUPPORT;
    case NO_FAMILY:
        return socket_no_family();
    default:
        return -EAFNOSUPPORT;
    }
}

SYSCALL3(socket, int, domain, int, type, int, protocol)
{
    struct file *f;
    int error;

    if ((type & ~FLAGS) < 0 || (type & ~FLAGS) > SOCK_PACKET)
        return -EINVAL;
    error = make(domain, type, protocol, &f);
    return error ? error : fd_install(f, 0, type & SOCK_CLOEXEC);
}
