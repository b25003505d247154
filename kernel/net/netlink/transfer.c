/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sending to the kernel, and receiving what it has answered. */
#include <kernel/mm.h>
#include <linux/netlink.h>

#include "netlink.h"

void netlink_answer(struct netlink_socket *n, struct netlink_packet *packet)
{
    if (!packet || n->queued + packet->size > n->socket.receive_size) {
        n->socket.error = ENOBUFS;
        kfree(packet);
    } else {
        if (n->first)
            n->last->next = packet;
        else
            n->first = packet;
        n->last = packet;
        n->queued += packet->size;
    }
    socket_wake(&n->socket);
}

void netlink_drop_first(struct netlink_socket *n)
{
    struct netlink_packet *packet = n->first;

    n->first = packet->next;
    n->queued -= packet->size;
    kfree(packet);
}

ssize_t netlink_send(struct file *f, struct message *m)
{
    struct netlink_socket *n = netlink_of(f);
    uint32_t to = n->peer;
    size_t size = m->size;
    char *text;
    int error = 0;

    if (size == 0)
        return -ENODATA;
    if (m->name)
        error = netlink_decode(m->name, m->name_size, &to);
    if (error)
        return error;
    netlink_name(n);
    if (size > n->socket.send_size)
        return -EMSGSIZE;
    if (to) /* messages between sockets */
        return -ECONNREFUSED;
    text = kmalloc(size);
    if (!text)
        return -ENOBUFS;
    message_take(m, text, size);
    netlink_route(n, text, size);
    kfree(text);
    return size;
}

static int wait_packet(struct file *f, const struct message *m)
{
    struct netlink_socket *n = netlink_of(f);
    uint64_t deadline = socket_deadline(n->socket.receive_ns);
    int error = 0;

    while (!n->first && !error) {
        if (n->socket.error)
            return socket_take_error(&n->socket);
        error = socket_wait(f, &n->socket.wait, m->flags, deadline,
                            "a message in a netlink socket");
    }
    return error;
}

ssize_t netlink_receive(struct file *f, struct message *m)
{
    struct netlink_socket *n = netlink_of(f);
    struct sockaddr_nl name;
    size_t size, whole;
    socklen_t name_size = netlink_encode(0, &name);
    int error;

    if (m->flags & MSG_OOB)
        return -EOPNOTSUPP;
    error = wait_packet(f, m);
    if (error)
        return error;
    whole = n->first->size;
    size = whole < m->size ? whole : m->size;
    message_give(m, n->first->data, size);
    message_give_name(m, &name, name_size);
    if (size < whole)
        m->result |= MSG_TRUNC;
    if (!(m->flags & MSG_PEEK))
        netlink_drop_first(n);
    return m->flags & MSG_TRUNC ? whole : size;
}
