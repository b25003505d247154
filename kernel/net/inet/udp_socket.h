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
    bool errors_wanted[2]; /* IP_RECVERR, IPV6_RECVERR */
    struct udp_error *errors, **errors_end;
};

/* Whether the program can ask for errors with their datagrams. */
#pragma weak inet_errors_set
#define UDP_ERRORS __unispec_reached((const void *)inet_errors_set)

static inline struct udp_sock *udp_of(struct file *f)
{
    return f->private;
}

static inline bool udp_connected(const struct udp_sock *u)
{
    return u->pcb->flags & UDP_FLAGS_CONNECTED;
}

/* A destination: of IPv4 in a socket for both protocols, too. */
int udp_decode(const struct udp_sock *u, const struct sockaddr *address,
               socklen_t size, struct inet_name *name);

/* To everybody only with SO_BROADCAST. */
static inline bool udp_may_send(const struct udp_sock *u, const ip_addr_t *to)
{
    return IP_IS_V6(to) || ip_2_ip4(to)->addr != IPADDR_BROADCAST ||
           socket_enabled(&u->socket, SO_BROADCAST);
}

void udp_drop_first(struct udp_sock *u);

/* A message of ICMP or ICMPv6 has come, which stays the caller's. */
void udp_refused(struct pbuf *p, const struct netif *netif);
void udp_refused6(struct pbuf *p, struct netif *netif);

/* Keeps the error of a port that is unreachable: the message of ICMP, what it
 * has of the datagram's bytes from `at` on, and to whom that was sent. */
void udp_error_keep(struct udp_sock *u, struct pbuf *p, size_t at,
                    const struct inet_name *to);
/* Gives the first error and what it is about: MSG_ERRQUEUE. */
ssize_t udp_error_receive(struct udp_sock *u, struct message *m);
void udp_errors_drop(struct udp_sock *u);
/* The answer to a datagram for a port that nobody has, as lwIP's, but with as
 * much of the datagram as Linux gives back (RFC 1812, 4.3.2.3). */
void udp_error_answer(struct pbuf *p, unsigned code);

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
