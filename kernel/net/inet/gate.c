/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Where lwIP hands packets and news to its protocols, it comes here: a
 * protocol of which nothing makes a socket is not in the image. The callers are
 * compiled with these names (net.cmake).
 */
#include <lwip/icmp.h>
#include <lwip/icmp6.h>
#include <lwip/inet_chksum.h>
#include <lwip/ip4_frag.h>
#include <lwip/ip6.h>
#include <lwip/priv/tcp_priv.h>
#include <lwip/udp.h>

#include "tcp_socket.h"
#include "udp_socket.h"

#pragma weak tcp_input
#pragma weak tcp_netif_ip_addr_changed
#pragma weak tcp_new_ip_type
#pragma weak udp_input
#pragma weak udp_netif_ip_addr_changed
#pragma weak tcp_socket_listen
#pragma weak udp_new
#pragma weak udp_sock_connect
#pragma weak ip6_input

#define TCP __unispec_reached((const void *)tcp_new_ip_type)
#define LISTEN __unispec_reached((const void *)tcp_socket_listen)
#define UDP __unispec_reached((const void *)udp_new)
#define CONNECTED __unispec_reached((const void *)udp_sock_connect)
#define REFUSED (CONNECTED || UDP_ERRORS)

void inet_tcp_input(struct pbuf *p, struct netif *netif)
{
    if (LISTEN)
        tcp_again(p);
    if (TCP)
        tcp_input(p, netif);
    else
        pbuf_free(p);
}

void inet_udp_input(struct pbuf *p, struct netif *netif)
{
    if (UDP)
        udp_input(p, netif);
    else
        pbuf_free(p);
}

void inet_icmp_input(struct pbuf *p, struct netif *netif)
{
    if (REFUSED)
        udp_refused(p, netif);
    icmp_input(p, netif);
}

void inet_icmp_dest_unreach(struct pbuf *p, enum icmp_dur_type code)
{
    if (UDP_ERRORS)
        udp_error_answer(p, code);
    else
        icmp_dest_unreach(p, code);
}

void inet_icmp6_input(struct pbuf *p, struct netif *netif)
{
    if (REFUSED)
        udp_refused6(p, netif);
    icmp6_input(p, netif);
}

err_t inet_ip6_input(struct pbuf *p, struct netif *netif)
{
    if (INET6)
        return ip6_input(p, netif);
    pbuf_free(p);
    return ERR_OK;
}

/* A datagram that is cut has its checksum before: no device sees it whole. */
err_t inet_ip4_frag(struct pbuf *p, struct netif *netif, const ip4_addr_t *to)
{
    const struct ip_hdr *ip = p->payload;
    struct udp_hdr *udp = (struct udp_hdr *)(ip + 1);
    ip4_addr_t from;

    if (UDP && IPH_PROTO(ip) == IP_PROTO_UDP && !udp->chksum) {
        ip4_addr_copy(from, ip->src);
        pbuf_remove_header(p, IP_HLEN);
        udp->chksum = inet_chksum_pseudo(p, IP_PROTO_UDP, p->tot_len, &from, to);
        pbuf_add_header(p, IP_HLEN);
        if (!udp->chksum) /* which says that there is none */
            udp->chksum = UINT16_MAX;
    }
    return ip4_frag(p, netif, to);
}

void inet_tcp_address_changed(const ip_addr_t *before, const ip_addr_t *now)
{
    if (TCP)
        tcp_netif_ip_addr_changed(before, now);
}

void inet_udp_address_changed(const ip_addr_t *before, const ip_addr_t *now)
{
    if (UDP)
        udp_netif_ip_addr_changed(before, now);
}
