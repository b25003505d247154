/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Datagram sockets over UDP. */
#ifndef KERNEL_NET_UDP_SOCKET_H
#define KERNEL_NET_UDP_SOCKET_H

#include <lwip/udp.h>

#include "inet.h"

/* How a socket sends to groups of one protocol; multicast.h. */
struct multicast_options {
    unsigned ttl;
    bool quiet;     /* not to this machine */
    unsigned index; /* of the interface; 0: the one that a route names */
};

struct udp_sock {
    struct socket socket; /* first */
    struct udp_pcb *pcb;
    struct inet_options options;
    struct multicast_options multicast[2]; /* IPv4, IPv6 */
    struct multicast_group *groups;
    struct inet_chunk *first, *last; /* what was received and not read */
    size_t queued;
};

static inline struct udp_sock *udp_of(struct file *f)
{
    return f->private;
}

static inline bool udp_connected(const struct udp_sock *u)
{
    return u->pcb->flags & UDP_FLAGS_CONNECTED;
}

void udp_drop_first(struct udp_sock *u);

/* A message of ICMP or ICMPv6 has come, which stays the caller's. */
void udp_refused(struct pbuf *p, const struct netif *netif);
void udp_refused6(struct pbuf *p, struct netif *netif);

/* Slots. */
int udp_sock_bind(struct file *f, const struct sockaddr *address,
                  socklen_t size);
int udp_sock_connect(struct file *f, const struct sockaddr *address,
                     socklen_t size);
int udp_sock_name(struct file *f, bool peer, struct sockaddr_storage *to);
ssize_t udp_sock_send(struct file *f, struct message *m);
ssize_t udp_sock_receive(struct file *f, struct message *m);
int udp_sock_shutdown(struct file *f, int how);
int udp_sock_get(struct file *f, int level, int option,
                 struct socket_option *value);
int udp_sock_set(struct file *f, int level, int option,
                 const struct socket_option *value);

#endif
