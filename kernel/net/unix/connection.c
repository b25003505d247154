/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Connections of stream and seqpacket sockets. connect() makes the other end at
 * once and leaves it with the listening socket, so that what is sent before
 * the accept() is not lost.
 */
#include <poll.h>

#include "unix.h"

int unix_listen(struct file *f, unsigned backlog)
{
    struct unix_socket *u = unix_of(f);

    if (!u->name || u->peer)
        return -EINVAL;
    u->socket.listening = true;
    u->backlog = backlog;
    u->peer_cred = (struct ucred){1, 0, 0};
    unix_wake(u);
    return 0;
}

static int check_connect(const struct unix_socket *u)
{
    if (u->socket.listening)
        return -EINVAL;
    return u->peer || u->socket.write_shut ? -EISCONN : 0;
}

static int check_listener(const struct unix_socket *u)
{
    return u->dead || !u->socket.listening || u->socket.read_shut
               ? -ECONNREFUSED
               : 0;
}

/* Waits until the listener has room for one more: 0 or -errno. */
static int wait_listener(struct file *f, struct unix_socket *listener)
{
    struct unix_socket *u = unix_of(f);
    uint64_t deadline = socket_deadline(u->socket.send_ns);
    int error = check_listener(listener);

    while (!error && listener->pending_count > listener->backlog) {
        error = socket_wait(f, &listener->room, 0, deadline,
                            "room among the connections to accept");
        if (!error)
            error = check_listener(listener);
    }
    return error ? error : check_connect(u);
}

static void add_pending(struct unix_socket *listener, struct unix_socket *end)
{
    struct unix_socket **link = &listener->pending;

    while (*link)
        link = &(*link)->next_pending;
    *link = end;
    listener->pending_count++;
    socket_wake_for(&listener->socket, POLLIN | POLLRDNORM);
}

static int join_listener(struct file *f, struct unix_socket *listener)
{
    struct unix_socket *end;
    int error = wait_listener(f, listener);

    if (error)
        return error;
    end = unix_new(listener->socket.type, 0);
    if (!end)
        return -ENOMEM;
    end->name = listener->name;
    end->name->refs++;
    end->socket.enabled = listener->socket.enabled;
    unix_join(unix_of(f), end);
    add_pending(listener, end);
    return 0;
}

int unix_connect_stream(struct file *f, const struct sockaddr *address,
                        socklen_t size)
{
    struct unix_socket *u = unix_of(f), *listener;
    int error = unix_name_check(address, size);

    if (!error)
        error = unix_find(address, size, u->socket.type, &listener);
    if (!error)
        error = check_listener(listener);
    if (!error)
        error = check_connect(u);
    if (error)
        return error;
    unix_get(listener);
    error = join_listener(f, listener);
    unix_put(listener);
    return error;
}

int unix_accept(struct file *f, unsigned flags, struct file **fresh)
{
    struct unix_socket *u = unix_of(f), *end;
    uint64_t deadline = socket_deadline(u->socket.receive_ns);
    int error;

    if (!u->socket.listening)
        return -EINVAL;
    while (!u->pending) {
        if (u->socket.read_shut)
            return -EINVAL;
        error = socket_wait(f, &u->socket.wait, 0, deadline, "a connection");
        if (error)
            return error;
    }
    end = u->pending;
    u->pending = end->next_pending;
    u->pending_count--;
    end->next_pending = NULL;
    unix_wake_room(u);
    *fresh = unix_file(end, flags);
    return *fresh ? 0 : -ENOMEM;
}
