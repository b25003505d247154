/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * AF_INET and AF_INET6 over lwIP, which has no threads and no lock: everything
 * here runs in the kernel, which is not preemptible. What the device or the
 * loopback interface has is taken in by inet_poll() and inet_settle(); lwIP
 * then calls tcp_event.c and udp.c, which change sockets and wake waiters, and
 * never call into lwIP's output themselves.
 *
 *     stack.c      coming up, polling        device.c    the interface
 *     address.c    names of sockets          tcp*.c      stream sockets
 *     gate.c       who is there to receive   udp*.c      datagram sockets
 *                                            multicast*.c  groups; multicast.h
 */
#ifndef KERNEL_NET_INET_H
#define KERNEL_NET_INET_H

#include <lwip/err.h>
#include <lwip/ip_addr.h>
#include <lwip/pbuf.h>
#include <netinet/in.h>

#include "../socket.h"

/* The most that one socket keeps of what was received and not read. */
#define INET_QUEUE SOCKET_BUFFER

/* An address and a port, in host order. */
struct inet_name {
    ip_addr_t ip;
    uint16_t port;
};

/* What was received: one datagram, or some bytes of a stream. */
struct inet_chunk {
    struct inet_chunk *next;
    struct pbuf *p; /* owned */
    size_t offset;  /* read already */
    struct inet_name from;
};

/* Comes up once; called by whatever makes sockets. */
void inet_start(void);
/* Takes in what the device and the loopback interface have. */
void inet_poll(void);
/* Asks the device to interrupt; false where it has something already. */
bool inet_ask(void);
/* The same of what has been sent to oneself. */
void inet_settle(void);
/* There is a device, so that waiting may end. */
bool inet_external(void);

/* Starts the socket's part that is common to both protocols. */
void inet_socket_init(struct socket *s, int domain, int type, int protocol);

/* Waits until the interface has an address, where it is about to get one and
 * the destination is elsewhere: 0 or -errno. */
int inet_wait_address(struct file *f, const ip_addr_t *to);

/* Names: 0 or -errno; the size. */
int inet_decode(int domain, const struct sockaddr *address, socklen_t size,
                struct inet_name *name);
int inet_encode(const struct socket *s, const struct inet_name *name,
                void *address);
/* Whether the address is one of this machine, or any. */
bool inet_is_local(const ip_addr_t *ip);

int inet_error(err_t error);

/* Gives at most n bytes of a chunk to the program. */
void inet_give(struct message *m, const struct inet_chunk *chunk, size_t n);

/* Lets a segment that comes for TCP begin a connection anew; tcp_again.c. */
void tcp_again(const struct pbuf *p);

/* Connections in TIME_WAIT: bounds them, and more where memory is short; ends
 * all, where there are any. tcp_waiting.c. */
void tcp_bound_waiting(void);
bool tcp_end_waiting(void);

/* Protocols, by socket(2). */
int tcp_socket(int domain, int protocol, unsigned flags, struct file **);
int udp_socket(int domain, int protocol, unsigned flags, struct file **);

/* Options of IPPROTO_IP and IPPROTO_IPV6; -ENOPROTOOPT. */
struct inet_options {
    int tos, ttl;
    bool v6only;
};
int inet_get_option(const struct inet_options *o, int level, int option,
                    struct socket_option *value);
int inet_set_option(struct inet_options *o, int level, int option,
                    const struct socket_option *value);

#endif
