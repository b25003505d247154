/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sending and receiving of datagrams. */
#include "multicast.h"

#define LARGEST (65535u - 8 - 20)

static int destination(struct file *f, const struct message *m,
                       struct inet_name *to)
{
    struct udp_sock *u = udp_of(f);
    int error;

    if (!m->name) {
        if (!udp_connected(u))
            return -EDESTADDRREQ;
        *to = (struct inet_name){u->pcb->remote_ip, u->pcb->remote_port};
        return 0;
    }
    error = udp_decode(u, m->name, m->name_size, to);
    if (error)
        return error;
    if (to->port == 0)
        return -EINVAL;
    if (ip_addr_isany_val(to->ip) && !IP_IS_V6_VAL(to->ip))
        to->ip = (ip_addr_t)IPADDR4_INIT_BYTES(127, 0, 0, 1);
    if (!udp_may_send(u, &to->ip))
        return -EACCES;
    return inet_wait_address(f, &to->ip);
}

static err_t transmit(struct udp_sock *u, struct pbuf *p,
                      const struct inet_name *to)
{
    u->pcb->ttl = u->options.ttl;
    if (ip_addr_ismulticast(&to->ip)) {
        if (MULTICAST_AIM || MULTICAST_JOIN)
            return multicast_send(u, p, to);
        u->pcb->ttl = 1;
    }
    return udp_sendto(u->pcb, p, &to->ip, to->port);
}

ssize_t udp_sock_send(struct file *f, struct message *m)
{
    struct udp_sock *u = udp_of(f);
    struct inet_name to;
    struct pbuf *p;
    size_t n = m->size;
    int error;

    if (n > LARGEST)
        return -EMSGSIZE;
    error = destination(f, m, &to);
    if (error)
        return error;
    if (u->socket.write_shut)
        return -EPIPE;
    if (u->socket.error)
        return socket_take_error(&u->socket);
    p = pbuf_alloc(PBUF_TRANSPORT, n, PBUF_RAM);
    if (!p)
        return -ENOBUFS;
    message_take(m, p->payload, n);
    error = inet_error(transmit(u, p, &to));
    pbuf_free(p);
    inet_settle();
    return error ? error : (ssize_t)n;
}

static int wait_datagram(struct file *f, const struct message *m)
{
    struct udp_sock *u = udp_of(f);
    uint64_t deadline = socket_deadline(u->socket.receive_ns);
    bool nonblocking =
        (f->flags & O_NONBLOCK) || (m->flags & MSG_DONTWAIT);
    int error = 0;

    if (!u->first && inet_external())
        inet_poll();
    while (!error) {
        if (u->socket.error)
            return socket_take_error(&u->socket);
        if (u->first)
            return 1;
        if (u->socket.read_shut && !nonblocking)
            return 0;
        error = socket_wait(f, &u->socket.wait, m->flags, deadline,
                            "a datagram in a socket");
    }
    return error;
}

static void give_name(const struct udp_sock *u, struct message *m,
                      const struct inet_name *from)
{
    struct sockaddr_storage name;
    int size = inet_encode(&u->socket, from, &name);

    message_give_name(m, &name, size);
}

ssize_t udp_sock_receive(struct file *f, struct message *m)
{
    struct udp_sock *u = udp_of(f);
    struct inet_chunk *chunk;
    size_t n, size;
    int state;

    if (m->flags & MSG_ERRQUEUE)
        return UDP_ERRORS ? udp_error_receive(u, m) : -EAGAIN;
    state = wait_datagram(f, m);
    if (state <= 0)
        return state;
    chunk = u->first;
    size = chunk->p->tot_len;
    n = size < m->size ? size : m->size;
    inet_give(m, chunk, n);
    if (n < size)
        m->result |= MSG_TRUNC;
    give_name(u, m, &chunk->from);
    if (m->flags & MSG_TRUNC)
        n = size;
    if (!(m->flags & MSG_PEEK))
        udp_drop_first(u);
    return n;
}
