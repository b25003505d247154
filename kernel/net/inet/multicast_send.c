/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* How a socket sends to groups. */
#include <lwip/ip.h>

#include "multicast.h"

int multicast_aim(struct multicast_options *m, unsigned ttl, unsigned index)
{
    m->ttl = ttl;
    m->index = index;
    return 0;
}

/* What may not leave the machine goes by its loopback interface, on which the
 * groups of all are heard. */
static struct netif *way(const struct udp_sock *u,
                         const struct multicast_options *m,
                         const struct inet_name *to)
{
    if (m->ttl == 0)
        return netif_get_by_index(1);
    if (m->index && !(IP_IS_V6_VAL(to->ip) &&
                      ip6_addr_has_zone(ip_2_ip6(&to->ip))))
        return netif_get_by_index(m->index);
    return ip_route(&u->pcb->local_ip, &to->ip);
}

err_t multicast_send(struct udp_sock *u, struct pbuf *p,
                     const struct inet_name *to)
{
    const struct multicast_options *m = &u->multicast[IP_IS_V6_VAL(to->ip)];
    struct netif *netif = way(u, m, to);

    if (!netif)
        return ERR_RTE;
    u->pcb->ttl = m->ttl;
    /* What goes by the loopback interface comes back in any case. */
    if (!m->quiet && netif_get_index(netif) != 1)
        p->flags |= PBUF_FLAG_MCASTLOOP;
    return udp_sendto_if(u->pcb, p, &to->ip, to->port, netif);
}
