/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Refusals: a message of ICMP (RFC 792) or ICMPv6 (RFC 4443, 3.1) that the port
 * is unreachable has the beginning of the datagram that it is about. The
 * connected socket that sent this one has the error, once; other sockets learn
 * nothing unless they ask for errors (udp_errors.c), as on Linux. Called by
 * gate.c, beside lwIP, which ignores them.
 */
#include <lwip/icmp.h>
#include <lwip/icmp6.h>
#include <lwip/inet_chksum.h>
#include <lwip/ip.h>
#include <lwip/prot/icmp6.h>
#include <lwip/prot/udp.h>
#include <string.h>

#include "udp_socket.h"

#define HEADER 8u /* of both protocols, before the datagram */

static bool is_peer(const struct udp_pcb *pcb, const struct inet_name *to)
{
    return pcb->remote_port == to->port &&
           ip_addr_cmp(&pcb->remote_ip, &to->ip);
}

/* From whom and to whom, as the sender has it; UDP's header is at `at`. */
static void refuse(struct pbuf *p, size_t at, const struct inet_name *from,
                   const struct inet_name *to)
{
    for (struct udp_pcb *pcb = udp_pcbs; pcb; pcb = pcb->next) {
        struct udp_sock *u = pcb->recv_arg;
        bool wanted;

        if (!u || /* DHCP has none */
            pcb->local_port != from->port ||
            (!ip_addr_isany_val(pcb->local_ip) &&
             !ip_addr_cmp(&pcb->local_ip, &from->ip)))
            continue;
        wanted = UDP_ERRORS && u->errors_wanted[IP_IS_V6_VAL(to->ip)];
        if (pcb->flags & UDP_FLAGS_CONNECTED ? !is_peer(pcb, to) : !wanted)
            continue;
        if (wanted)
            udp_error_keep(u, p, at + UDP_HLEN, to);
        u->socket.error = ECONNREFUSED;
        socket_wake(&u->socket);
    }
}

/* The ports at `at` of the message; 0, which nobody has, where it is short. */
static void take_ports(const struct pbuf *p, size_t at, struct inet_name *from,
                       struct inet_name *to)
{
    uint16_t ports[2] = {0};

    pbuf_copy_partial(p, ports, sizeof(ports), at);
    from->port = lwip_ntohs(ports[0]);
    to->port = lwip_ntohs(ports[1]);
}

/* The loopback interface has no checksums. */
static bool checks(const struct netif *netif, unsigned kind)
{
    return netif->chksum_flags & kind;
}

void udp_refused(struct pbuf *p, const struct netif *netif)
{
    struct icmp_echo_hdr icmp;
    struct inet_name from, to;
    struct ip_hdr ip;
    size_t at;

    if (pbuf_copy_partial(p, &icmp, HEADER, 0) != HEADER ||
        icmp.type != ICMP_DUR || icmp.code != ICMP_DUR_PORT ||
        pbuf_copy_partial(p, &ip, sizeof(ip), HEADER) != sizeof(ip) ||
        IPH_PROTO(&ip) != IP_PROTO_UDP ||
        (checks(netif, NETIF_CHECKSUM_CHECK_ICMP) && inet_chksum_pbuf(p)))
        return;
    from.ip = (ip_addr_t)IPADDR4_INIT(ip.src.addr);
    to.ip = (ip_addr_t)IPADDR4_INIT(ip.dest.addr);
    at = HEADER + IPH_HL_BYTES(&ip);
    take_ports(p, at, &from, &to);
    refuse(p, at, &from, &to);
}

/* The zone is the one of the interface by which the message came. */
static ip_addr_t address6(const ip6_addr_p_t *packed, struct netif *netif)
{
    ip_addr_t ip;

    ip_addr_copy_from_ip6_packed(ip, *packed);
    ip6_addr_assign_zone(ip_2_ip6(&ip), IP6_UNICAST, netif);
    return ip;
}

void udp_refused6(struct pbuf *p, struct netif *netif)
{
    struct icmp6_hdr icmp;
    struct inet_name from, to;
    struct ip6_hdr ip;

    if (pbuf_copy_partial(p, &icmp, HEADER, 0) != HEADER ||
        icmp.type != ICMP6_TYPE_DUR || icmp.code != ICMP6_DUR_PORT ||
        pbuf_copy_partial(p, &ip, sizeof(ip), HEADER) != sizeof(ip) ||
        IP6H_NEXTH(&ip) != IP6_NEXTH_UDP ||
        (checks(netif, NETIF_CHECKSUM_CHECK_ICMP6) &&
         ip6_chksum_pseudo(p, IP6_NEXTH_ICMP6, p->tot_len,
                           ip6_current_src_addr(), ip6_current_dest_addr())))
        return;
    from.ip = address6(&ip.src, netif);
    to.ip = address6(&ip.dest, netif);
    take_ports(p, HEADER + sizeof(ip), &from, &to);
    refuse(p, HEADER + sizeof(ip), &from, &to);
}
