/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As in lwip/ip_addr.h: no packet is one of IPv6 without AF_INET6. */
#ifndef UNISPEC_LWIP_IP_H
#define UNISPEC_LWIP_IP_H

#include_next <lwip/ip.h>

#undef ip_current_is_v6
#define ip_current_is_v6() (INET6 && ip6_current_header() != NULL)

#endif
