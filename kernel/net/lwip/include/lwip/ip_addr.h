/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Addresses are of IPv6 only in a program that makes sockets of AF_INET6:
 * else the link step folds each such question to "no". See also lwip/ip.h.
 */
#ifndef UNISPEC_LWIP_IP_ADDR_H
#define UNISPEC_LWIP_IP_ADDR_H

#include_next <lwip/ip_addr.h>
#include <unispec/attributes.h>

struct file;
int inet6_socket(int type, int protocol, unsigned flags, struct file **file);
#pragma weak inet6_socket
#define INET6 __unispec_reached((const void *)inet6_socket)

#undef IP_IS_V6_VAL
#define IP_IS_V6_VAL(address)                                                  \
    (INET6 && IP_GET_TYPE(&(address)) == IPADDR_TYPE_V6)

#endif
