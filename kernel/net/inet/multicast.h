/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Multicast of datagram sockets: lwIP's IGMP and MLD begin with the first
 * group that a program joins, and are in the image of a program that can.
 *
 *     multicast.c       options         multicast_group.c   joining, leaving
 *     multicast_send.c  sending         multicast_gate.c    what lwIP asks for
 */
#ifndef KERNEL_NET_MULTICAST_H
#define KERNEL_NET_MULTICAST_H

#include <lwip/netif.h>

#include "udp_socket.h"

#pragma weak multicast_join
#pragma weak multicast_aim
/* Whether the program can join groups, and choose how it sends to them. */
#define MULTICAST_JOIN __unispec_reached((const void *)multicast_join)
#define MULTICAST_AIM __unispec_reached((const void *)multicast_aim)

/* A group that a socket has joined, on one interface. */
struct multicast_group {
    struct multicast_group *next;
    ip_addr_t ip;
    unsigned index;
};

/* 0 or -errno; the index is one of an interface. */
int multicast_join(struct udp_sock *u, const ip_addr_t *group, unsigned index);
/* Index 0: on any. */
int multicast_leave(struct udp_sock *u, const ip_addr_t *group, unsigned index);
void multicast_leave_all(struct udp_sock *u);

/* Stores how the socket sends to groups; a file of its own, see MULTICAST_AIM. */
int multicast_aim(struct multicast_options *m, unsigned ttl, unsigned index);
/* Sends to a group by the interface that the socket's options name. */
err_t multicast_send(struct udp_sock *u, struct pbuf *p,
                     const struct inet_name *to);

#endif
