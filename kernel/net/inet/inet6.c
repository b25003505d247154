/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sockets of AF_INET6: what asks for one is what brings IPv6. */
#include "inet.h"

int inet6_socket(int type, int protocol, unsigned flags, struct file **file)
{
    return inet_socket(AF_INET6, type, protocol, flags, file);
}
