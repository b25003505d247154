/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Datagram sockets over UDP: making, closing, names, readiness. */
#include "multicast.h"

#include <kernel/mm.h>
#include <poll.h>
#include <sys/ioctl.h>

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
    struct udp_sock *u = udp_of(f);

    if (MULTICAST_JOIN)
        multicast_leave_all(u);
    udp_remove(u->pcb);
    while (u->first)
        udp_drop_first(u);
    if (UDP_ERRORS)
        udp_errors_drop(u);
    kfree(u);
}

static short poll_file(struct file *f, struct poll_table *table)
{
    struct udp_sock *u = udp_of(f);
    short events = POLLOUT | POLLWRNORM | POLLWRBAND;

    poll_wait(table, &u->socket.wait);
    if (inet_external())
        inet_poll();
    if (u->first || u->socket.read_shut)
        events |= POLLIN | POLLRDNORM;
    if (u->socket.read_shut)
        events |= POLLRDHUP;
    if (u->socket.read_shut && u->socket.write_shut)
        events |= POLLHUP;
    if (UDP_ERRORS && u->errors)
        events |= POLLERR;
    return events | (u->socket.error ? POLLERR : 0);
}

static long control(struct file *f, unsigned request, unsigned long argument)
{
    struct udp_sock *u = udp_of(f);

    if (request != FIONREAD && request != TIOCOUTQ)
        return -ENOTTY;
    *(int *)argument =
        request == FIONREAD && u->first ? u->first->p->tot_len : 0;
    return 0;
}

static const struct socket_ops udp_ops = {
    .bind = udp_sock_bind,
    .connect = udp_sock_connect,
    .name = udp_sock_name,
    .send = udp_sock_send,
    .receive = udp_sock_receive,
    .shutdown = udp_sock_shutdown,
    .get = udp_sock_get,
    .set = udp_sock_set,
};

static const struct file_ops udp_file = {
    .read = read_file,
    .write = write_file,
    .ioctl = control,
    .poll = poll_file,
    .stat = socket_stat,
    .release = release,
    .socket = &udp_ops,
};

static void received(void *argument, struct udp_pcb *pcb, struct pbuf *p,
                     const ip_addr_t *ip, u16_t port)
{
    struct udp_sock *u = argument;
    struct inet_chunk *chunk = NULL;

    if (u->queued + p->tot_len <= u->socket.receive_size &&
        !u->socket.read_shut)
        chunk = kzalloc(sizeof(*chunk));
    if (!chunk) { /* as the network does */
        pbuf_free(p);
        return;
    }
    chunk->p = p;
    chunk->from = (struct inet_name){*ip, port};
    if (u->first)
        u->last->next = chunk;
    else
        u->first = chunk;
    u->last = chunk;
    u->queued += p->tot_len;
    socket_wake(&u->socket);
}

void udp_drop_first(struct udp_sock *u)
{
    struct inet_chunk *chunk = u->first;

    u->first = chunk->next;
    u->queued -= chunk->p->tot_len;
    pbuf_free(chunk->p);
    kfree(chunk);
}

int udp_socket(int domain, int protocol, unsigned flags, struct file **file)
{
    struct udp_sock *u;

    if (protocol && protocol != IPPROTO_UDP)
        return -EPROTONOSUPPORT;
    u = kzalloc(sizeof(*u));
    if (!u)
        return -ENOMEM;
    inet_socket_init(&u->socket, domain, SOCK_DGRAM, IPPROTO_UDP);
    u->options.ttl = 64;
    u->multicast[0].ttl = u->multicast[1].ttl = 1;
    u->pcb =
        udp_new_ip_type(domain == AF_INET6 ? IPADDR_TYPE_ANY : IPADDR_TYPE_V4);
    *file = u->pcb ? file_new(&udp_file, O_RDWR | flags, NULL) : NULL;
    if (!*file) {
        if (u->pcb)
            udp_remove(u->pcb);
        kfree(u);
        return -ENOMEM;
    }
    udp_recv(u->pcb, received, u);
    (*file)->private = u;
    return 0;
}
