/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Making and closing of TCP sockets. */
#include "tcp_socket.h"

#include <kernel/mm.h>

/* Asking whether it is reached must not extract it. */
#pragma weak tcp_socket_listen

/* Linux' defaults: net.ipv4.tcp_keepalive_*, ip_default_ttl. */
#define KEEP_IDLE 7200
#define KEEP_INTERVAL 75
#define KEEP_COUNT 9
#define TTL 64

static ssize_t read_file(struct file *f, void *buffer, size_t n, off_t *pos)
{
    struct iovec iov = {buffer, n};
    struct message m = message_of(&iov);

    (void)pos;
    return n ? socket_receive(f, &m) : 0;
}

static ssize_t write_file(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    struct iovec iov = {(void *)buffer, n};
    struct message m = message_of(&iov);

    (void)pos;
    return socket_send(f, &m);
}

static void release(struct file *f)
{
    tcp_socket_end(tcp_of(f));
}

static const struct socket_ops tcp_ops = {
    .bind = tcp_socket_bind,
    .connect = tcp_socket_connect,
    .listen = tcp_socket_listen,
    .accept = tcp_socket_accept,
    .name = tcp_socket_name,
    .send = tcp_socket_send,
    .receive = tcp_socket_receive,
    .shutdown = tcp_socket_shutdown,
    .get = tcp_socket_get,
    .set = tcp_socket_set,
};

static const struct file_ops tcp_file = {
    .read = read_file,
    .write = write_file,
    .ioctl = tcp_socket_ioctl,
    .poll = tcp_socket_poll,
    .stat = socket_stat,
    .release = release,
    .socket = &tcp_ops,
};

struct tcp_socket *tcp_socket_new(int domain)
{
    struct tcp_socket *t = kzalloc(sizeof(*t));

    if (!t)
        return NULL;
    inet_socket_init(&t->socket, domain, SOCK_STREAM, IPPROTO_TCP);
    t->options.ttl = TTL;
    t->quick = TCP_QUICK_ACKS;
    t->keep_idle = KEEP_IDLE;
    t->keep_interval = KEEP_INTERVAL;
    t->keep_count = KEEP_COUNT;
    t->pending_end = &t->pending;
    return t;
}

struct file *tcp_socket_file(struct tcp_socket *t, unsigned flags)
{
    struct file *f = file_new(&tcp_file, O_RDWR | flags, NULL);

    if (f)
        f->private = t;
    else
        tcp_socket_end(t);
    return f;
}

void tcp_detach(struct tcp_socket *t)
{
    if (t->pcb)
        tcp_arg(t->pcb, NULL);
    t->pcb = NULL;
}

static void drop_received(struct tcp_socket *t)
{
    struct inet_chunk *chunk;

    while ((chunk = t->first)) {
        t->first = chunk->next;
        pbuf_free(chunk->p);
        kfree(chunk);
    }
}

/* What was not read, or a linger time of 0, makes the end a reset. */
static void end_connection(struct tcp_socket *t)
{
    struct tcp_pcb *pcb = t->pcb;
    bool reset =
        t->first || (t->socket.linger.l_onoff && !t->socket.linger.l_linger);

    drop_received(t);
    if (!pcb)
        return;
    tcp_detach(t);
    if (reset && t->connected)
        tcp_abort(pcb);
    else if (tcp_close(pcb) != ERR_OK)
        tcp_abort(pcb);
}

void tcp_socket_end(struct tcp_socket *t)
{
    if (__unispec_reached((const void *)tcp_socket_listen) && t->listener)
        tcp_listen_end(t);
    end_connection(t);
    inet_settle();
    kfree(t);
}

bool tcp_socket_begin(struct tcp_socket *t)
{
    t->pcb = tcp_new_ip_type(t->socket.domain == AF_INET6 ? IPADDR_TYPE_ANY
                                                          : IPADDR_TYPE_V4);
    if (t->pcb)
        tcp_arg(t->pcb, t);
    return t->pcb;
}

int tcp_socket(int domain, int protocol, unsigned flags, struct file **file)
{
    struct tcp_socket *t;

    if (protocol && protocol != IPPROTO_TCP)
        return -EPROTONOSUPPORT;
    t = tcp_socket_new(domain);
    if (!t)
        return -ENOMEM;
    if (!tcp_socket_begin(t)) {
        kfree(t);
        return -ENOBUFS;
    }
    *file = tcp_socket_file(t, flags);
    return *file ? 0 : -ENOMEM;
}
