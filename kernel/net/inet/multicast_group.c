/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Groups that sockets have joined; IGMP (RFC 2236) and MLD (RFC 2710) tell the
 * network, on the loopback interface nobody. */
#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/timer.h>
#include <lwip/igmp.h>
#include <lwip/mld6.h>

#include "multicast.h"

#define INTERVAL (IGMP_TMR_INTERVAL * 1000000ull)
#define GROUPS_MAX 20u /* net.ipv4.igmp_max_memberships */

_Static_assert(IGMP_TMR_INTERVAL == MLD6_TMR_INTERVAL, "one clock for both");

static void tick(struct timer *timer)
{
    igmp_tmr();
    if (INET6)
        mld6_tmr();
    inet_settle();
    timer_add(timer, arch_clock_ns() + INTERVAL);
}

static void start(void)
{
    static struct timer timer = {.fire = tick};
    struct netif *netif;

    if (timer.pending)
        return;
    igmp_init();
    NETIF_FOREACH(netif)
    {
        netif->flags |= NETIF_FLAG_IGMP | NETIF_FLAG_MLD6;
        igmp_start(netif);
    }
    timer_add(&timer, arch_clock_ns() + INTERVAL);
}

static err_t tell(struct netif *netif, const ip_addr_t *group, bool join)
{
    if (IP_IS_V6_VAL(*group))
        return join ? mld6_joingroup_netif(netif, ip_2_ip6(group))
                    : mld6_leavegroup_netif(netif, ip_2_ip6(group));
    return join ? igmp_joingroup_netif(netif, ip_2_ip4(group))
                : igmp_leavegroup_netif(netif, ip_2_ip4(group));
}

/* Where the membership stands in the list, or its end. */
static struct multicast_group **find(struct udp_sock *u, const ip_addr_t *group,
                                     unsigned index)
{
    struct multicast_group **at = &u->groups;

    while (*at && ((index && (*at)->index != index) ||
                   !ip_addr_cmp_zoneless(&(*at)->ip, group)))
        at = &(*at)->next;
    return at;
}

static unsigned count(const struct udp_sock *u)
{
    unsigned n = 0;

    for (const struct multicast_group *g = u->groups; g; g = g->next)
        n++;
    return n;
}

int multicast_join(struct udp_sock *u, const ip_addr_t *group, unsigned index)
{
    struct multicast_group *g;
    int error;

    start();
    if (*find(u, group, index))
        return -EADDRINUSE;
    if (count(u) == GROUPS_MAX)
        return -ENOBUFS;
    g = kzalloc(sizeof(*g));
    if (!g)
        return -ENOMEM;
    g->ip = *group;
    g->index = index;
    error = inet_error(tell(netif_get_by_index(index), &g->ip, true));
    if (error) {
        kfree(g);
        return error;
    }
    g->next = u->groups;
    u->groups = g;
    inet_settle();
    return 0;
}

static void leave(struct multicast_group **at)
{
    struct multicast_group *g = *at;

    tell(netif_get_by_index(g->index), &g->ip, false);
    *at = g->next;
    kfree(g);
}

int multicast_leave(struct udp_sock *u, const ip_addr_t *group, unsigned index)
{
    struct multicast_group **at = find(u, group, index);

    if (!*at)
        return -EADDRNOTAVAIL;
    leave(at);
    inet_settle();
    return 0;
}

void multicast_leave_all(struct udp_sock *u)
{
    while (u->groups)
        leave(&u->groups);
    inet_settle();
}
