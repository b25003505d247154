/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Stream sockets over TCP. A socket has a connection of lwIP's, `pcb`, whose
 * argument it is; either may go first: lwIP tells when the connection is gone,
 * and a socket that is closed takes its argument back.
 *
 *     tcp_socket.c   making, closing       tcp_connect.c  bind, connect, names
 *     tcp_event.c    what lwIP tells       tcp_listen.c   listen, accept
 *     tcp_send.c tcp_receive.c tcp_shutdown.c tcp_poll.c tcp_option.c
 */
#ifndef KERNEL_NET_TCP_SOCKET_H
#define KERNEL_NET_TCP_SOCKET_H

#include <lwip/tcp.h>

#include "inet.h"

#define TCP_QUICK_ACKS 16

struct tcp_socket {
    struct socket socket; /* first */
    struct tcp_pcb *pcb;  /* NULL: gone */
    struct tcp_pcb_listen *listener;
    struct inet_name local, remote;
    struct inet_name own; /* what bind() was asked for */
    bool bound, connecting, connected;
    bool untold; /* connect() has not yet told how it ended */
    bool no_delay, cork;
    /* Segments to acknowledge at once, as Linux does until the first answer. */
    unsigned char quick;
    int keep_idle, keep_interval, keep_count, user_timeout; /* s, s, 1, ms */
    struct inet_options options;
    struct inet_chunk *first, *last; /* what was received and not read */
    size_t queued;
    /* Listening: connections to be accepted. */
    struct tcp_socket *pending, **pending_end, *next_pending;
};

static inline struct tcp_socket *tcp_of(struct file *f)
{
    return f->private;
}

struct tcp_socket *tcp_socket_new(int domain);
/* A file for it; consumes it also when it fails. */
struct file *tcp_socket_file(struct tcp_socket *t, unsigned flags);
void tcp_socket_end(struct tcp_socket *t);

/* Gives the socket a connection that is yet to be made; false: no memory. */
bool tcp_socket_begin(struct tcp_socket *t);
/* Puts the socket's options into its connection. */
void tcp_apply(struct tcp_socket *t);
/* The connection is left to lwIP, or gone. */
void tcp_detach(struct tcp_socket *t);
/* Adds a connection to those to be accepted. */
err_t tcp_add_pending(struct tcp_socket *listener, struct tcp_pcb *pcb);
/* The socket listens no more; what nobody accepted is reset. */
void tcp_listen_end(struct tcp_socket *t);
/* Notes both names of an established connection. */
void tcp_note_names(struct tcp_socket *t);

/* Slots. */
int tcp_socket_bind(struct file *f, const struct sockaddr *address,
                    socklen_t size);
int tcp_socket_connect(struct file *f, const struct sockaddr *address,
                       socklen_t size);
int tcp_socket_listen(struct file *f, unsigned backlog);
int tcp_socket_accept(struct file *f, unsigned flags, struct file **fresh);
int tcp_socket_name(struct file *f, bool peer, struct sockaddr_storage *to);
ssize_t tcp_socket_send(struct file *f, struct message *m);
ssize_t tcp_socket_receive(struct file *f, struct message *m);
int tcp_socket_shutdown(struct file *f, int how);
int tcp_socket_get(struct file *f, int level, int option,
                   struct socket_option *value);
int tcp_socket_set(struct file *f, int level, int option,
                   const struct socket_option *value);
short tcp_socket_poll(struct file *f, struct poll_table *table);
long tcp_socket_ioctl(struct file *f, unsigned request, unsigned long argument);

#endif
