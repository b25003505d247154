/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Readiness of AF_UNIX sockets. */
#include <poll.h>

#include "unix.h"

#define READABLE (POLLIN | POLLRDNORM)
#define WRITABLE (POLLOUT | POLLWRNORM | POLLWRBAND)

static bool writable(const struct unix_socket *u)
{
    const struct unix_socket *peer = u->peer;

    if (u->socket.listening)
        return false;
    if (!peer || peer->dead)
        return true;
    /* Linux calls a socket writable while a quarter of its buffer is free. */
    return u->socket.type == SOCK_STREAM
               ? peer->queued * 4 <= (size_t)u->socket.send_size * 3
               : peer == u || peer->messages <= UNIX_DATAGRAMS;
}

/* The peer of a connection stays as long as the socket; a receiver of
 * datagrams may be exchanged, so its room is not waited for. */
static void register_queues(struct unix_socket *u, struct poll_table *t)
{
    poll_wait(t, &u->socket.wait);
    if (unix_connects(u) && u->peer && u->peer != u)
        poll_wait(t, &u->peer->room);
}

short unix_poll(struct file *f, struct poll_table *t)
{
    const struct unix_socket *u = unix_of(f);
    const struct socket *s = &u->socket;
    short events = s->error ? POLLERR : 0;

    register_queues(unix_of(f), t);
    if (s->read_shut && s->write_shut)
        events |= POLLHUP;
    if (s->read_shut)
        events |= POLLRDHUP | READABLE;
    if (u->first || u->pending)
        events |= READABLE;
    if (unix_connects(u) && !u->peer && !s->listening)
        events |= POLLHUP;
    return events | (writable(u) ? WRITABLE : 0);
}
