/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Where lwIP asks for IGMP and MLD, it comes here (net.cmake): they are in the
 * image where something joins groups. What goes to the groups of our own
 * addresses is taken without (RFC 4291, 2.7.1).
 */
#include <lwip/igmp.h>
#include <lwip/ip6.h>
#include <lwip/mld6.h>

#include "multicast.h"

/* On the loopback interface, by which datagrams go that stay here, the groups
 * of all interfaces are heard. */
static bool hears(const struct netif *netif, const struct netif *of)
{
    return netif == of || netif_get_index(netif) == 1;
}

struct igmp_group *inet_igmp_lookfor_group(struct netif *netif,
                                           const ip4_addr_t *ip)
{
    struct igmp_group *found = NULL;
    struct netif *of;

    if (!MULTICAST_JOIN)
        return NULL;
    NETIF_FOREACH(of)
    if (!found && hears(netif, of))
        found = igmp_lookfor_group(of, ip);
    return found;
}

void inet_igmp_input(struct pbuf *p, struct netif *netif, const ip4_addr_t *to)
{
    if (MULTICAST_JOIN)
        igmp_input(p, netif, to);
    else
        pbuf_free(p);
}

/* Interfaces start when the first group is joined. */
err_t inet_igmp_start(struct netif *netif)
{
    return ERR_OK;
}

void inet_igmp_report_groups(struct netif *netif)
{
    if (MULTICAST_JOIN)
        igmp_report_groups(netif);
}

static bool is_own(const struct netif *netif, const ip6_addr_t *ip)
{
    for (unsigned i = 0; i < LWIP_IPV6_NUM_ADDRESSES; i++)
        if (ip6_addr_isvalid(netif_ip6_addr_state(netif, i)) &&
            ip6_addr_cmp_solicitednode(ip, netif_ip6_addr(netif, i)))
            return true;
    return false;
}

struct mld_group *inet_mld6_lookfor_group(struct netif *netif,
                                          const ip6_addr_t *ip)
{
    static struct mld_group own;
    struct mld_group *found = NULL;
    struct netif *of;

    if (ip6_addr_issolicitednode(ip) && is_own(netif, ip))
        return &own;
    if (!MULTICAST_JOIN)
        return NULL;
    NETIF_FOREACH(of)
    if (!found && hears(netif, of))
        found = mld6_lookfor_group(of, ip);
    return found;
}

void inet_mld6_input(struct pbuf *p, struct netif *netif)
{
    if (MULTICAST_JOIN)
        mld6_input(p, netif);
    else
        pbuf_free(p);
}

void inet_mld6_report_groups(struct netif *netif)
{
    if (MULTICAST_JOIN && INET6)
        mld6_report_groups(netif);
}

void inet_mld6_address(struct netif *netif, s8_t n, u8_t state)
{
}
