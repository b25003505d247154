/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* socket(2) of the internet families. */
#include "inet.h"

int inet_socket(int domain, int type, int protocol, unsigned flags,
                struct file **file)
{
    if ((unsigned)protocol >= IPPROTO_MAX)
        return -EINVAL;
    switch (type) {
    case SOCK_STREAM:
        return tcp_socket(domain, protocol, flags, file);
    case SOCK_DGRAM:
        return udp_socket(domain, protocol, flags, file);
    case SOCK_RAW:
        return -EPROTONOSUPPORT;
    default:
        return -ESOCKTNOSUPPORT;
    }
}
