/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * AF_NETLINK, of which there is the protocol NETLINK_ROUTE with the lists of
 * interfaces and of their addresses; netlink(7), rtnetlink(7). Messages go to
 * the kernel, which answers each at once, and never from socket to socket.
 *
 *     netlink.c   sockets and their names     transfer.c   sending, receiving
 *     route.c     requests and their answers
 */
#ifndef KERNEL_NET_NETLINK_H
#define KERNEL_NET_NETLINK_H

#include "../socket.h"

/* An answer: one datagram of messages. */
struct netlink_packet {
    struct netlink_packet *next;
    size_t size;
    char data[];
};

struct netlink_socket {
    struct socket socket;        /* first */
    struct netlink_socket *next; /* of all */
    uint32_t port, peer;         /* 0: none, the kernel */
    struct netlink_packet *first, *last;
    size_t queued;
};

static inline struct netlink_socket *netlink_of(struct file *f)
{
    return f->private;
}

/* Gives the socket a port where it has none. */
void netlink_name(struct netlink_socket *n);
/* The port that a name asks for: 0 or -errno. */
int netlink_decode(const struct sockaddr *name, socklen_t size, uint32_t *port);
int netlink_encode(uint32_t port, void *name);

/* The socket has been answered; consumes the packet, NULL: memory is out. */
void netlink_answer(struct netlink_socket *n, struct netlink_packet *packet);
void netlink_drop_first(struct netlink_socket *n);
/* Answers the messages of a datagram. */
void netlink_route(struct netlink_socket *n, const char *text, size_t size);

/* Slots. */
ssize_t netlink_send(struct file *f, struct message *m);
ssize_t netlink_receive(struct file *f, struct message *m);

#endif
