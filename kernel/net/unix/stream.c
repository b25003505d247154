/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Stream sockets of AF_UNIX: bytes, in chunks as they were written. What the
 * peer has not read is bounded by the sender's SO_SNDBUF. Files travel with
 * the first byte that was sent with them, and one call receives one set.
 */
#include "unix.h"

static int check_send(struct unix_socket *u, const struct message *m)
{
    if (m->name_size)
        return u->peer ? -EISCONN : -EOPNOTSUPP;
    if (!u->peer && !u->socket.write_shut)
        return -ENOTCONN;
    return 0;
}

static bool broken(const struct unix_socket *u)
{
    return u->socket.write_shut || !u->peer || u->peer->dead ||
           u->peer->socket.read_shut;
}

/* Waits for room: the bytes that may be sent, or -errno. */
static ssize_t wait_room(struct file *f, const struct message *m,
                         uint64_t deadline)
{
    struct unix_socket *u = unix_of(f), *peer;
    int error = 0;

    while (!error && !broken(u)) {
        peer = u->peer;
        if (peer->queued < u->socket.send_size)
            return u->socket.send_size - peer->queued;
        error = socket_wait(f, &peer->room, m->flags, deadline,
                            "room in a socket");
    }
    return error ? error : -EPIPE;
}

static ssize_t send_chunk(struct file *f, struct message *m,
                          struct unix_files **files, uint64_t deadline)
{
    struct unix_message *message;
    ssize_t room = wait_room(f, m, deadline);
    size_t n = m->size < UNIX_CHUNK ? m->size : UNIX_CHUNK;

    if (room < 0)
        return room;
    if (n > (size_t)room)
        n = room;
    message = unix_message_new(m, n, unix_of(f));
    if (!message)
        return -ENOMEM;
    message->files = *files;
    *files = NULL;
    unix_enqueue(unix_of(f)->peer, message);
    return n;
}

ssize_t unix_send_stream(struct file *f, struct message *m)
{
    struct unix_socket *u = unix_of(f);
    uint64_t deadline = socket_deadline(u->socket.send_ns);
    struct unix_files *files = NULL;
    ssize_t sent = 0, n = check_send(u, m);

    if (n == 0 && m->control_size)
        n = unix_take_files(m, &files);
    if (n == 0 && broken(u))
        n = -EPIPE;
    while (n >= 0 && m->size) {
        n = send_chunk(f, m, &files, deadline);
        if (n > 0)
            sent += n;
    }
    if (files)
        unix_files_free(files);
    return sent ? sent : n;
}

/* Waits for the first message: 1, 0 at the end, or -errno. */
static int wait_message(struct file *f, const struct message *m,
                        uint64_t deadline)
{
    struct unix_socket *u = unix_of(f);
    int error = 0;

    while (!u->first && !error) {
        error = socket_take_error(&u->socket);
        if (error)
            return error;
        if (u->socket.read_shut)
            return 0;
        error = socket_wait(f, &u->socket.wait, m->flags, deadline,
                            "data in a socket");
    }
    return error ? error : 1;
}

/* Gives what there is of one message; true where the next may follow. */
static bool give_chunk(struct unix_socket *u, struct message *m,
                       struct unix_message *message)
{
    size_t rest = message->size - message->taken;
    size_t n = rest < m->size ? rest : m->size;
    bool files = message->files;

    message_give(m, message->data + message->taken, n);
    unix_give_control(u, m, message);
    if (m->flags & MSG_PEEK)
        return !files && n == rest;
    message->taken += n;
    u->queued -= n;
    if (n == rest)
        unix_message_free(unix_dequeue(u));
    else
        unix_wake_room(u);
    return !files;
}

/* Peeking at one chunk after the other. */
static void peek_all(struct unix_socket *u, struct message *m)
{
    for (struct unix_message *i = u->first; i && m->size; i = i->next)
        if (!give_chunk(u, m, i))
            break;
}

/* False where what follows must come with a call of its own. */
static bool take_chunks(struct unix_socket *u, struct message *m)
{
    while (u->first && m->size)
        if (!give_chunk(u, m, u->first))
            return false;
    return true;
}

ssize_t unix_receive_stream(struct file *f, struct message *m)
{
    struct unix_socket *u = unix_of(f);
    uint64_t deadline = socket_deadline(u->socket.receive_ns);
    size_t wanted = m->size;
    bool more;
    int state;

    if (!u->peer && !u->socket.read_shut)
        return -EINVAL;
    if (m->flags & MSG_OOB)
        return -EOPNOTSUPP;
    do {
        state = wait_message(f, m, deadline);
        if (state <= 0)
            break;
        if (m->name && u->first->from)
            message_give_name(m, &u->first->from->address,
                              u->first->from->size);
        else
            m->name_size = 0;
        if (m->flags & MSG_PEEK) {
            peek_all(u, m);
            break;
        }
        more = take_chunks(u, m);
    } while (more && m->size && (m->flags & MSG_WAITALL));
    return wanted - m->size ? (ssize_t)(wanted - m->size)
           : state < 0      ? state
                            : 0;
}
