/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * lwIP's pools are the kernel's heap, by a call for each kind. Only TCP's
 * connections have a limit, at which lwIP gives up those in TIME_WAIT; where
 * memory is short they go before (inet/tcp_waiting.c).
 */
#ifndef UNISPEC_LWIP_MEMP_H
#define UNISPEC_LWIP_MEMP_H

#include <kernel/mm.h>
#include_next <lwip/memp.h>

#define NET_TCP_PCBS 32768u
extern unsigned net_tcp_pcbs;
void tcp_spare_memory(void);

#define memp_malloc(kind) NET_TAKE_##kind
#define memp_free(kind, memory) (NET_GIVE_##kind, kfree(memory))

#define NET_TAKE_MEMP_TCP_PCB                                                  \
    ({                                                                         \
        tcp_spare_memory();                                                    \
        void *net_pcb = net_tcp_pcbs < NET_TCP_PCBS                            \
                            ? kmalloc(sizeof(struct tcp_pcb))                  \
                            : NULL;                                            \
        net_tcp_pcbs += net_pcb != NULL;                                       \
        net_pcb;                                                               \
    })
#define NET_GIVE_MEMP_TCP_PCB net_tcp_pcbs--
#define NET_TAKE_MEMP_TCP_PCB_LISTEN kmalloc(sizeof(struct tcp_pcb_listen))
#define NET_GIVE_MEMP_TCP_PCB_LISTEN (void)0
#define NET_TAKE_MEMP_TCP_SEG kmalloc(sizeof(struct tcp_seg))
#define NET_GIVE_MEMP_TCP_SEG (void)0
#define NET_TAKE_MEMP_UDP_PCB kmalloc(sizeof(struct udp_pcb))
#define NET_GIVE_MEMP_UDP_PCB (void)0
#define NET_TAKE_MEMP_REASSDATA kmalloc(sizeof(struct ip_reassdata))
#define NET_GIVE_MEMP_REASSDATA (void)0
#define NET_TAKE_MEMP_IP6_REASSDATA kmalloc(sizeof(struct ip6_reassdata))
#define NET_GIVE_MEMP_IP6_REASSDATA (void)0
#define NET_TAKE_MEMP_IGMP_GROUP kmalloc(sizeof(struct igmp_group))
#define NET_GIVE_MEMP_IGMP_GROUP (void)0
#define NET_TAKE_MEMP_MLD6_GROUP kmalloc(sizeof(struct mld_group))
#define NET_GIVE_MEMP_MLD6_GROUP (void)0
#define NET_TAKE_MEMP_ARP_QUEUE kmalloc(sizeof(struct etharp_q_entry))
#define NET_GIVE_MEMP_ARP_QUEUE (void)0
#define NET_TAKE_MEMP_ND6_QUEUE kmalloc(sizeof(struct nd6_q_entry))
#define NET_GIVE_MEMP_ND6_QUEUE (void)0
#define NET_TAKE_MEMP_PBUF kmalloc(sizeof(struct pbuf))
#define NET_GIVE_MEMP_PBUF (void)0
#define NET_TAKE_MEMP_PBUF_POOL                                                \
    kmalloc(LWIP_MEM_ALIGN_SIZE(sizeof(struct pbuf)) +                         \
            LWIP_MEM_ALIGN_SIZE(PBUF_POOL_BUFSIZE))
#define NET_GIVE_MEMP_PBUF_POOL (void)0

#endif
