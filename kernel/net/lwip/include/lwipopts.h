/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What of lwIP is compiled and how; see its opt.h for the meaning. Memory is
 * the kernel's heap (lwip/mem.h, lwip/memp.h), timers are the kernel's
 * (inet/timers.c), and TCP tells what happens by one function, not by pointers
 * in connections (inet/tcp_event.c), so that no call is indirect.
 */
#ifndef UNISPEC_LWIPOPTS_H
#define UNISPEC_LWIPOPTS_H

#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_TIMERS_CUSTOM 1
#define LWIP_NETCONN 0
#define LWIP_SOCKET 0
#define LWIP_STATS 0
#define LWIP_DONT_PROVIDE_BYTEORDER_FUNCTIONS
#define LWIP_ERRNO_STDINCLUDE

#define LWIP_CHKSUM_ALGORITHM 3 /* by words of 32 bits */

#define MEM_ALIGNMENT 8
#define MEM_LIBC_MALLOC 1
#define MEMP_MEM_MALLOC 1
#define PBUF_POOL_FREE_OOSEQ 0
/* One piece per frame, so that no memory of a frame has an owner of its own. */
#define LWIP_NETIF_TX_SINGLE_PBUF 1

#define LWIP_IPV4 1
#define LWIP_IPV6 1
#define IP_FORWARD 0
#define LWIP_IPV6_FRAG 0
#define IPV6_FRAG_COPYHEADER 1
#define LWIP_IPV6_MLD 1
#define LWIP_IPV6_DHCP6 0
#define LWIP_ICMP 1
#define LWIP_RAW 0
#define LWIP_DHCP 1
#define DHCP_DOES_ARP_CHECK 0
#define LWIP_DHCP_MAX_DNS_SERVERS 3
#define LWIP_DHCP_PROVIDE_DNS_SERVERS LWIP_DHCP_MAX_DNS_SERVERS
#define LWIP_DNS 0
#define LWIP_IGMP 1
/* inet/multicast_send.c does that; the loop alone is lwIP's (net.cmake). */
#ifndef LWIP_MULTICAST_TX_OPTIONS
#define LWIP_MULTICAST_TX_OPTIONS 0
#endif
#define ARP_TABLE_SIZE 64
#define ARP_QUEUEING 1

#define LWIP_HAVE_LOOPIF 1
#define LWIP_NETIF_LOOPBACK 1
#define LWIP_NETIF_LOOPBACK_MULTITHREADING 0
#define LWIP_NETIF_STATUS_CALLBACK 1
#define LWIP_CHECKSUM_CTRL_PER_NETIF 1

#define LWIP_UDP 1
#define LWIP_TCP 1
#define LWIP_EVENT_API 1
#define LWIP_CALLBACK_API 0
#define SO_REUSE 1
#define LWIP_RANDOMIZE_INITIAL_LOCAL_PORTS 1
#define TCP_MSS 1460
#define LWIP_WND_SCALE 1
#define TCP_RCV_SCALE 2
#define TCP_WND (0xffffu << TCP_RCV_SCALE)
#define TCP_SND_BUF TCP_WND
#define TCP_SND_QUEUELEN (4 * TCP_SND_BUF / TCP_MSS)
#define TCP_SNDLOWAT 0x8000
#define TCP_SNDQUEUELOWAT (TCP_SND_QUEUELEN / 2)
#define TCP_LISTEN_BACKLOG 1
#define LWIP_TCP_SACK_OUT 1
#define LWIP_TCP_KEEPALIVE 1
/* TIME_WAIT lasts twice as long: 60 s, as on Linux. */
#define TCP_MSL 30000u

#endif
