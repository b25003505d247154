/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Options of sockets that getsockopt(2) and setsockopt(2) both know. */
#ifndef UNISPEC_NET_OPTION_H
#define UNISPEC_NET_OPTION_H

#include <netinet/in.h>
#include <stdbool.h>

/* Errors that come with the datagram that they are about. */
static inline bool is_errors(int level, int option)
{
    return (level == IPPROTO_IP && option == IP_RECVERR) ||
           (level == IPPROTO_IPV6 && option == IPV6_RECVERR);
}

#endif
