/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Names of sockets. A socket of AF_INET6 speaks IPv4, too, unless it is told
 * not to; its names are then mapped ones (RFC 4291, 2.5.5.2).
 */
#include <lwip/ip6_addr.h>
#include <lwip/netif.h>
#include <string.h>

#include "inet.h"

#define SIN6_SIZE_MIN 24 /* RFC 2133's, without the scope */

static void from_bytes(ip_addr_t *ip, const struct sockaddr_in6 *in)
{
    uint32_t words[4];

    memcpy(words, &in->sin6_addr, sizeof(words));
    if (IN6_IS_ADDR_V4MAPPED(&in->sin6_addr)) {
        *ip = (ip_addr_t)IPADDR4_INIT(words[3]);
        return;
    }
    *ip = (ip_addr_t)IPADDR6_INIT(words[0], words[1], words[2], words[3]);
    if (ip6_addr_has_scope(ip_2_ip6(ip), IP6_UNKNOWN))
        ip6_addr_set_zone(ip_2_ip6(ip), in->sin6_scope_id);
}

static int decode6(const struct sockaddr *address, socklen_t size,
                   struct inet_name *name)
{
    const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)address;

    if (size < SIN6_SIZE_MIN)
        return -EINVAL;
    if (address->sa_family != AF_INET6)
        return -EAFNOSUPPORT;
    from_bytes(&name->ip, in);
    name->port = lwip_ntohs(in->sin6_port);
    return 0;
}

int inet_decode(int domain, const struct sockaddr *address, socklen_t size,
                struct inet_name *name)
{
    const struct sockaddr_in *in = (const struct sockaddr_in *)address;

    if (INET6 && domain == AF_INET6)
        return decode6(address, size, name);
    if (size < sizeof(*in))
        return -EINVAL;
    if (in->sin_family != AF_INET &&
        (in->sin_family != AF_UNSPEC || in->sin_addr.s_addr))
        return -EAFNOSUPPORT;
    name->ip = (ip_addr_t)IPADDR4_INIT(in->sin_addr.s_addr);
    name->port = lwip_ntohs(in->sin_port);
    return 0;
}

static int encode6(const struct inet_name *name, void *address)
{
    struct sockaddr_in6 in = {.sin6_family = AF_INET6,
                              .sin6_port = lwip_htons(name->port)};
    uint32_t *words = (uint32_t *)&in.sin6_addr;

    if (IP_IS_V6_VAL(name->ip)) {
        memcpy(words, ip_2_ip6(&name->ip)->addr, sizeof(in.sin6_addr));
        in.sin6_scope_id = ip6_addr_zone(ip_2_ip6(&name->ip));
    } else if (!ip_addr_isany_val(name->ip)) {
        words[2] = lwip_htonl(0xffff);
        words[3] = ip_2_ip4(&name->ip)->addr;
    }
    memcpy(address, &in, sizeof(in));
    return sizeof(in);
}

int inet_encode(const struct socket *s, const struct inet_name *name,
                void *address)
{
    struct sockaddr_in in = {.sin_family = AF_INET,
                             .sin_port = lwip_htons(name->port),
                             .sin_addr = {ip_2_ip4(&name->ip)->addr}};

    if (INET6 && s->domain == AF_INET6)
        return encode6(name, address);
    memcpy(address, &in, sizeof(in));
    return sizeof(in);
}

static bool is_local6(const ip_addr_t *ip)
{
    struct netif *netif;

    NETIF_FOREACH(netif)
    if (netif_get_ip6_addr_match(netif, ip_2_ip6(ip)) >= 0)
        return true;
    return false;
}

bool inet_is_local(const ip_addr_t *ip)
{
    struct netif *netif;

    if (ip_addr_isany(ip))
        return true;
    if (IP_IS_V6(ip))
        return is_local6(ip);
    NETIF_FOREACH(netif)
    if (ip4_addr_cmp(ip_2_ip4(ip), netif_ip4_addr(netif)))
        return true;
    return false;
}
