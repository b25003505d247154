/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Readiness of TCP sockets. */
#include <poll.h>

#include "tcp_socket.h"

#define READABLE (POLLIN | POLLRDNORM)
#define WRITABLE (POLLOUT | POLLWRNORM)

static bool writable(const struct tcp_socket *t)
{
    if (t->socket.write_shut || !t->pcb)
        return true;
    return t->pcb->snd_buf >= TCP_SNDLOWAT &&
           tcp_sndqueuelen(t->pcb) < TCP_SNDQUEUELOWAT;
}

short tcp_socket_poll(struct file *f, struct poll_table *table)
{
    struct tcp_socket *t = tcp_of(f);
    const struct socket *s = &t->socket;
    short events;

    poll_wait(table, &t->socket.wait);
    if (inet_external())
        inet_poll();
    events = s->error ? POLLERR : 0;
    if (t->listener)
        return events | (t->pending ? READABLE : 0);
    if ((s->read_shut && s->write_shut) || (!t->connected && !t->connecting))
        events |= POLLHUP;
    if (s->read_shut)
        events |= READABLE | POLLRDHUP;
    if (t->first)
        events |= READABLE;
    if (!t->connecting && writable(t))
        events |= WRITABLE;
    return events;
}
