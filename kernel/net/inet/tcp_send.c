/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Sending on TCP sockets. lwIP copies the bytes into segments. What is corked,
 * or announced to be followed by more, goes out when a segment is full, when
 * something is acknowledged, or when the cork goes.
 */
#include "device.h"
#include "tcp_socket.h"

/* The most for one call of lwIP: it takes all or nothing. */
#define PIECE 16384u

/* 0 where bytes may be sent, now or later. */
static int check(struct tcp_socket *t)
{
    if (t->socket.error)
        return socket_take_error(&t->socket);
    if (t->socket.write_shut || !t->pcb || !(t->connected || t->connecting))
        return -EPIPE;
    return 0;
}

static size_t room(const struct tcp_socket *t)
{
    if (!t->connected || tcp_sndqueuelen(t->pcb) >= TCP_SND_QUEUELEN - 32)
        return 0;
    return t->pcb->snd_buf;
}

static int wait_room(struct file *f, const struct message *m, uint64_t deadline)
{
    struct tcp_socket *t = tcp_of(f);
    int error = check(t);

    while (!error && !room(t)) {
        inet_device_gather();
        tcp_output(t->pcb);
        inet_device_flush();
        inet_settle();
        error = check(t);
        if (error || room(t))
            break;
        error = socket_wait(f, &t->socket.wait, m->flags, deadline,
                            "room in a socket");
        if (!error)
            error = check(t);
    }
    return error;
}

/*
 * lwIP makes segments of half the largest window that it has seen, of any size
 * before the first, and finds those too large once a small window comes. As of
 * now it has seen one that these fit.
 */
static void size_segments(struct tcp_pcb *pcb)
{
    if (pcb->snd_wnd_max < 2)
        pcb->snd_wnd_max = 2u * pcb->mss;
}

/* Sends some bytes: their number or -errno. */
static ssize_t send_piece(struct tcp_socket *t, struct message *m)
{
    size_t n = room(t) < PIECE ? room(t) : PIECE;
    char *data = message_next(m, &n);
    unsigned flags = TCP_WRITE_FLAG_COPY;
    err_t error;

    if (n < m->size || (m->flags & MSG_MORE) || t->cork)
        flags |= TCP_WRITE_FLAG_MORE;
    size_segments(t->pcb);
    error = tcp_write(t->pcb, data, n, flags);
    if (error)
        return inet_error(error);
    message_skip(m, n);
    if (t->quick < TCP_QUICK_ACKS) /* an answer: later ones take ACKs along */
        t->quick = 0;
    return n;
}

ssize_t tcp_socket_send(struct file *f, struct message *m)
{
    struct tcp_socket *t = tcp_of(f);
    uint64_t deadline = socket_deadline(t->socket.send_ns);
    ssize_t n = check(t), sent = 0;

    while (n >= 0 && m->size) {
        n = wait_room(f, m, deadline);
        if (n == 0)
            n = send_piece(t, m);
        if (n > 0)
            sent += n;
    }
    if (sent && t->pcb && !t->cork && !(m->flags & MSG_MORE)) {
        inet_device_gather();
        tcp_output(t->pcb);
        inet_device_flush();
        inet_settle();
    }
    return sent ? sent : n;
}
