/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* No packet comes back to this machine where nothing joins groups. */
#ifndef UNISPEC_LWIP_PBUF_H
#define UNISPEC_LWIP_PBUF_H

#include_next <lwip/pbuf.h>
#include <lwip/ip_addr.h>

struct udp_sock;
int multicast_join(struct udp_sock *, const ip_addr_t *group, unsigned index);
#pragma weak multicast_join

#undef PBUF_FLAG_MCASTLOOP
#define PBUF_FLAG_MCASTLOOP                                                    \
    (__unispec_reached((const void *)multicast_join) ? 0x04u : 0u)

#endif
