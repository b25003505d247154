/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Receiving on TCP sockets. What is read opens the window again. */
#include <kernel/mm.h>

#include "tcp_socket.h"

/* Waits for data: 1, 0 at the end, or -errno. */
static int wait_data(struct file *f, const struct message *m, uint64_t deadline)
{
    struct tcp_socket *t = tcp_of(f);
    int error = 0;

    if (!t->first && inet_external())
        inet_poll();
    while (!t->first && !error) {
        if (t->socket.error)
            return socket_take_error(&t->socket);
        if (t->socket.read_shut)
            return 0;
        error = socket_wait(f, &t->socket.wait, m->flags, deadline,
                            "data in a socket");
    }
    return error ? error : 1;
}

/* The window grows by what has been read. */
static void give_back(struct tcp_socket *t, size_t n)
{
    while (n && t->pcb) {
        uint16_t part = n < 0xffff ? n : 0xffff;

        tcp_recved(t->pcb, part);
        n -= part;
    }
}

static void drop_first(struct tcp_socket *t)
{
    struct inet_chunk *chunk = t->first;

    t->first = chunk->next;
    pbuf_free(chunk->p);
    kfree(chunk);
}

/* Takes as much as is there and fits. */
static size_t take(struct tcp_socket *t, struct message *m)
{
    size_t taken = 0;

    while (t->first && m->size) {
        struct inet_chunk *chunk = t->first;
        size_t n = chunk->p->tot_len - chunk->offset;

        if (n > m->size)
            n = m->size;
        if (m->flags & MSG_TRUNC)
            m->size -= n; /* as on Linux: the bytes are thrown away */
        else
            inet_give(m, chunk, n);
        chunk->offset += n;
        taken += n;
        if (chunk->offset == chunk->p->tot_len)
            drop_first(t);
    }
    t->queued -= taken;
    return taken;
}

static size_t peek(const struct tcp_socket *t, struct message *m)
{
    size_t taken = 0;

    for (struct inet_chunk *i = t->first; i && m->size; i = i->next) {
        size_t n = i->p->tot_len - i->offset;

        if (n > m->size)
            n = m->size;
        inet_give(m, i, n);
        taken += n;
    }
    return taken;
}

ssize_t tcp_socket_receive(struct file *f, struct message *m)
{
    struct tcp_socket *t = tcp_of(f);
    uint64_t deadline = socket_deadline(t->socket.receive_ns);
    size_t taken = 0, n;
    int state;

    if (m->flags & MSG_ERRQUEUE) /* which is always empty */
        return -EAGAIN;
    if (m->flags & MSG_OOB)
        return -EINVAL;
    if (!t->connected && !t->socket.error && !t->connecting)
        return -ENOTCONN;
    m->name_size = 0;
    do {
        state = wait_data(f, m, deadline);
        if (state <= 0)
            break;
        if (m->flags & MSG_PEEK)
            return peek(t, m);
        n = take(t, m);
        give_back(t, n);
        inet_settle();
        taken += n;
    } while (m->size && (m->flags & MSG_WAITALL));
    return taken ? (ssize_t)taken : state < 0 ? state : 0;
}
