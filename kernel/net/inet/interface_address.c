/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The addresses that lwIP's interfaces have. */
#include <lwip/netif.h>
#include <string.h>

#include "../interface.h"
#include "configure.h"
#include "inet.h"

static void give4(const struct netif *netif, struct interface_address *to)
{
    to->prefix = __builtin_popcount(netif_ip4_netmask(netif)->addr);
    memcpy(to->address, netif_ip4_addr(netif), 4);
}

/* What came by router advertisements is a /64 (RFC 4862, 5.5.3). */
static void give6(const struct netif *netif, unsigned n,
                  struct interface_address *to)
{
    const ip6_addr_t *ip = netif_ip6_addr(netif, n);

    to->prefix = ip6_addr_isloopback(ip) ? 128 : 64;
    to->tentative = ip6_addr_istentative(netif_ip6_addr_state(netif, n));
    memcpy(to->address, ip->addr, sizeof(to->address));
}

static bool shown6(const struct netif *netif, unsigned n)
{
    unsigned state = netif_ip6_addr_state(netif, n);

    return ip6_addr_isvalid(state) || ip6_addr_istentative(state);
}

/* The *n-th address of the interface; else counts *n down. */
static bool of_interface(const struct netif *netif, unsigned *n,
                         struct interface_address *to)
{
    if (to->family == AF_INET) {
        if (ip4_addr_isany(netif_ip4_addr(netif)) || (*n)--)
            return false;
        give4(netif, to);
        return true;
    }
    for (unsigned i = 0; INET6 && i < LWIP_IPV6_NUM_ADDRESSES; i++) {
        if (!shown6(netif, i) || (*n)--)
            continue;
        give6(netif, i, to);
        return true;
    }
    return false;
}

bool interface_address(int family, unsigned n, struct interface_address *to)
{
    struct netif *netif;

    inet_start();
    if (n == 0 && inet_external())
        inet_wait_configured();
    for (unsigned index = 1; (netif = netif_get_by_index(index)); index++) {
        *to = (struct interface_address){.index = index, .family = family};
        if (of_interface(netif, &n, to))
            return true;
    }
    return false;
}

uint32_t interface_mask(const struct interface_address *a)
{
    return a->prefix ? lwip_htonl(~0u << (32 - a->prefix)) : 0;
}

uint32_t interface_broadcast(const struct interface_address *a)
{
    uint32_t address;

    memcpy(&address, a->address, sizeof(address));
    return address | ~interface_mask(a);
}
