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

short unix_poll(struct file *f)
{
    const struct unix_socket *u = unix_of(f);
    const struct socket *s = &u->socket;
    short events = s->error ? POLLERR : 0;

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
