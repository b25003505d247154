/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Options of multicast, ip(7) and ipv6(7). setsockopt(2) and getsockopt(2) come
 * here by the numbers, which they know better than the tables of sockets do.
 */
#include <string.h>

#include "multicast.h"

/* The interface with the address; 0: none has it. */
static unsigned index_of(uint32_t address)
{
    struct netif *netif;

    NETIF_FOREACH(netif)
    if (address && netif_ip4_addr(netif)->addr == address)
        return netif_get_index(netif);
    return 0;
}

/* Of an interface that there is, else the card's; 0: neither. */
static unsigned index_or_card(unsigned index)
{
    if (index)
        return netif_get_by_index(index) ? index : 0;
    return netif_default ? netif_get_index(netif_default) : 0;
}

/* IPv4: struct ip_mreq names the interface by its address, ip_mreqn also by its
 * index. */
static int membership4(struct udp_sock *u, int option,
                       const struct socket_option *value)
{
    const struct ip_mreqn *r = (const struct ip_mreqn *)value->bytes;
    ip_addr_t group = IPADDR4_INIT(r->imr_multiaddr.s_addr);
    unsigned index = 0;

    if (value->size < sizeof(struct ip_mreq) || !ip_addr_ismulticast(&group))
        return -EINVAL;
    if (value->size >= sizeof(*r))
        index = r->imr_ifindex;
    if (!index && r->imr_address.s_addr) {
        index = index_of(r->imr_address.s_addr);
        if (!index)
            return option == IP_ADD_MEMBERSHIP ? -ENODEV : -EADDRNOTAVAIL;
    }
    if (option == IP_DROP_MEMBERSHIP)
        return multicast_leave(u, &group, index);
    index = index_or_card(index);
    return index ? multicast_join(u, &group, index) : -ENODEV;
}

static int membership6(struct udp_sock *u, int option,
                       const struct socket_option *value)
{
    const struct ipv6_mreq *r = (const struct ipv6_mreq *)value->bytes;
    ip_addr_t group = IPADDR6_INIT(0, 0, 0, 0);
    unsigned index;

    if (value->size < sizeof(*r))
        return -EINVAL;
    memcpy(ip_2_ip6(&group)->addr, &r->ipv6mr_multiaddr, 16);
    if (!ip_addr_ismulticast(&group))
        return -EINVAL;
    if (option == IPV6_LEAVE_GROUP)
        return multicast_leave(u, &group, r->ipv6mr_interface);
    index = index_or_card(r->ipv6mr_interface);
    return index ? multicast_join(u, &group, index) : -ENODEV;
}

static int set_interface4(struct multicast_options *m,
                          const struct socket_option *value)
{
    const struct ip_mreqn *r = (const struct ip_mreqn *)value->bytes;
    struct in_addr address = {value->number};
    unsigned index = 0;

    if (value->size < sizeof(address))
        return -EINVAL;
    if (value->size >= sizeof(struct ip_mreq))
        address = r->imr_address;
    if (value->size >= sizeof(*r))
        index = r->imr_ifindex;
    if (index && !netif_get_by_index(index))
        return -EADDRNOTAVAIL;
    if (!index && address.s_addr) {
        index = index_of(address.s_addr);
        if (!index)
            return -EADDRNOTAVAIL;
    }
    return multicast_aim(m, m->ttl, index);
}

static int set_interface6(struct multicast_options *m, unsigned index)
{
    if (index && !netif_get_by_index(index))
        return -ENODEV;
    return multicast_aim(m, m->ttl, index);
}

static int set_ttl(struct multicast_options *m, int ttl)
{
    if (ttl == -1)
        ttl = 1;
    if (ttl < 0 || ttl > 255)
        return -EINVAL;
    return multicast_aim(m, ttl, m->index);
}

static int set4(struct udp_sock *u, int option,
                const struct socket_option *value)
{
    struct multicast_options *m = &u->multicast[0];
    /* As on Linux, these may be bytes. */
    int number = value->size < sizeof(int) ? value->bytes[0] : value->number;

    switch (option) {
    case IP_MULTICAST_IF:
        return set_interface4(m, value);
    case IP_MULTICAST_TTL:
        return value->size ? set_ttl(m, number) : -EINVAL;
    case IP_MULTICAST_LOOP:
        m->quiet = !number;
        return value->size ? 0 : -EINVAL;
    case IP_ADD_MEMBERSHIP:
    case IP_DROP_MEMBERSHIP: /* named: no other option may reach them */
        return membership4(u, option, value);
    default:
        return -ENOPROTOOPT;
    }
}

static int set6(struct udp_sock *u, int option,
                const struct socket_option *value)
{
    struct multicast_options *m = &u->multicast[1];

    if (value->size < sizeof(int))
        return -EINVAL;
    switch (option) {
    case IPV6_MULTICAST_IF:
        return set_interface6(m, value->number);
    case IPV6_MULTICAST_HOPS:
        return set_ttl(m, value->number);
    case IPV6_MULTICAST_LOOP:
        if (value->number & ~1)
            return -EINVAL;
        m->quiet = !value->number;
        return 0;
    case IPV6_JOIN_GROUP:
    case IPV6_LEAVE_GROUP:
        return membership6(u, option, value);
    default:
        return -ENOPROTOOPT;
    }
}

/* 0 where the socket has such options. */
static int check(const struct socket *s, int level)
{
    if (s->domain != AF_INET && s->domain != AF_INET6)
        return -EOPNOTSUPP;
    if (s->type != SOCK_DGRAM ||
        (level == IPPROTO_IPV6 && s->domain != AF_INET6))
        return -ENOPROTOOPT;
    return 0;
}

int inet_multicast_set(struct file *f, int level, int option,
                       const struct socket_option *value)
{
    int error = check(f->private, level);

    if (error)
        return error;
    return level == IPPROTO_IP ? set4(udp_of(f), option, value)
                               : set6(udp_of(f), option, value);
}

static int get_interface4(const struct multicast_options *m)
{
    struct netif *netif = netif_get_by_index(m->index);

    return netif ? netif_ip4_addr(netif)->addr : 0;
}

int inet_multicast_get(struct file *f, int level, int option,
                       struct socket_option *value)
{
    int error = check(f->private, level);
    const struct multicast_options *m;

    if (error)
        return error;
    m = &udp_of(f)->multicast[level == IPPROTO_IPV6];
    value->size = sizeof(int);
    if (option == (level == IPPROTO_IP ? IP_MULTICAST_TTL : IPV6_MULTICAST_HOPS))
        value->number = m->ttl;
    else if (option ==
             (level == IPPROTO_IP ? IP_MULTICAST_LOOP : IPV6_MULTICAST_LOOP))
        value->number = !m->quiet;
    else
        value->number = level == IPPROTO_IP ? get_interface4(m) : (int)m->index;
    return 0;
}
