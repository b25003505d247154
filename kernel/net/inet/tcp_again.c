/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A client may ask for a connection between two ports whose last one is still in
 * TIME_WAIT here, if it begins behind where that one has ended (RFC 1122,
 * 4.2.2.13). lwIP would answer for the old one, and the client try in vain
 * until that is over.
 */
#include <lwip/ip.h>
#include <lwip/priv/tcp_priv.h>

#include "inet.h"

static bool same(const struct tcp_pcb *pcb, const struct tcp_hdr *header)
{
    return pcb->remote_port == lwip_ntohs(header->src) &&
           pcb->local_port == lwip_ntohs(header->dest) &&
           ip_addr_cmp(&pcb->remote_ip, ip_current_src_addr()) &&
           ip_addr_cmp(&pcb->local_ip, ip_current_dest_addr());
}

void tcp_again(const struct pbuf *p)
{
    const struct tcp_hdr *header = p->payload;
    struct tcp_pcb *pcb = tcp_tw_pcbs;

    if (p->len < TCP_HLEN ||
        (TCPH_FLAGS(header) & (TCP_SYN | TCP_ACK | TCP_RST)) != TCP_SYN)
        return;
    while (pcb && !same(pcb, header))
        pcb = pcb->next;
    if (pcb && TCP_SEQ_GT(lwip_ntohl(header->seqno), pcb->rcv_nxt))
        tcp_abort(pcb); /* says nothing to the other side */
}
