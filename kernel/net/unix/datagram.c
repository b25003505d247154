/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Datagram and seqpacket sockets of AF_UNIX: whole messages. A datagram may
 * carry its destination; a queue holds few of them, then senders wait.
 */
#include <kernel/mm.h>

#include "unix.h"

/* The socket to send to, as a reference in *to. */
static int destination(struct unix_socket *u, const struct message *m,
                       struct unix_socket **to)
{
    int error;

    *to = u->peer;
    if (m->name_size && !unix_connects(u)) {
        error = unix_find(m->name, m->name_size, u->socket.type, to);
        if (error)
            return error;
        if ((*to)->peer && (*to)->peer != u)
            return -EPERM;
    } else if (!u->peer) {
        return u->socket.write_shut && unix_connects(u) ? -EPIPE : -ENOTCONN;
    }
    unix_get(*to);
    return 0;
}

static int check(struct unix_socket *u, struct unix_socket *to)
{
    if (u->socket.write_shut)
        return -EPIPE;
    if (!to->dead)
        return to->socket.read_shut ? -EPIPE : 0;
    if (unix_connects(u))
        return -EPIPE;
    if (u->peer == to) {
        u->peer = NULL;
        unix_put(to);
    }
    return -ECONNREFUSED;
}

static bool full(const struct unix_socket *u, const struct unix_socket *to)
{
    return to != u && to->messages > UNIX_DATAGRAMS;
}

static int wait_room(struct file *f, struct unix_socket *to, unsigned flags)
{
    struct unix_socket *u = unix_of(f);
    uint64_t deadline = socket_deadline(u->socket.send_ns);
    int error = check(u, to);

    while (!error && full(u, to)) {
        error = socket_wait(f, &to->room, flags, deadline,
                            "room in a socket");
        if (!error)
            error = check(u, to);
    }
    return error;
}

static ssize_t deliver(struct file *f, struct unix_socket *to,
                       struct message *m, struct unix_files **files)
{
    struct unix_message *message;
    size_t n = m->size;
    int error = wait_room(f, to, m->flags);

    if (error)
        return error;
    message = unix_message_new(m, n, unix_of(f));
    if (!message)
        return -ENOMEM;
    message->files = *files;
    *files = NULL;
    unix_enqueue(to, message);
    return n;
}

ssize_t unix_send_datagram(struct file *f, struct message *m)
{
    struct unix_socket *u = unix_of(f), *to;
    struct unix_files *files = NULL;
    ssize_t n;

    if (m->size > u->socket.send_size - 32)
        return -EMSGSIZE;
    if (unix_connects(u) && u->socket.error)
        return socket_take_error(&u->socket);
    n = destination(u, m, &to);
    if (n)
        return n;
    if (m->control_size)
        n = unix_take_files(m, &files);
    if (n == 0)
        n = deliver(f, to, m, &files);
    if (files)
        unix_files_free(files);
    unix_put(to);
    return n;
}

static int wait_message(struct file *f, const struct message *m)
{
    struct unix_socket *u = unix_of(f);
    uint64_t deadline = socket_deadline(u->socket.receive_ns);
    int error;

    while (!u->first) {
        error = socket_take_error(&u->socket);
        if (error)
            return error;
        error = -EAGAIN;
        if (!u->socket.read_shut || (f->flags & O_NONBLOCK) ||
            (m->flags & MSG_DONTWAIT))
            error = socket_wait(f, &u->socket.wait, m->flags, deadline,
                                "a message in a socket");
        if (error == -EAGAIN && u->socket.read_shut &&
            (unix_connects(u) ||
             !((f->flags & O_NONBLOCK) || (m->flags & MSG_DONTWAIT))))
            return 0;
        if (error)
            return error;
    }
    return 1;
}

ssize_t unix_receive_datagram(struct file *f, struct message *m)
{
    struct unix_socket *u = unix_of(f);
    struct unix_message *message;
    size_t n;
    int state;

    if (m->flags & MSG_OOB)
        return -EOPNOTSUPP;
    if (unix_connects(u) && !u->peer && !u->socket.read_shut)
        return -ENOTCONN;
    state = wait_message(f, m);
    if (state <= 0)
        return state;
    message = u->first;
    n = message->size < m->size ? message->size : m->size;
    message_give(m, message->data, n);
    if (n < message->size)
        m->result |= MSG_TRUNC;
    if (m->name && message->from)
        message_give_name(m, &message->from->address, message->from->size);
    else
        m->name_size = 0;
    unix_give_control(u, m, message);
    if (m->flags & MSG_TRUNC)
        n = message->size;
    if (!(m->flags & MSG_PEEK))
        unix_message_free(unix_dequeue(u));
    return n;
}
