/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What lwIP tells of connections: the one function that it calls. */
#include <kernel/mm.h>
#include <lwip/priv/tcp_priv.h>
#include <poll.h>

#include "tcp_socket.h"

/* Asking whether it is reached must not extract it. */
#pragma weak tcp_socket_listen

/* The other end has closed. What then needs no more from us is lwIP's. */
static void end_of_stream(struct tcp_socket *t, struct tcp_pcb *pcb)
{
    t->socket.read_shut = true;
    if (pcb->state == TIME_WAIT || pcb->state == CLOSING)
        tcp_detach(t);
    socket_wake(&t->socket);
}

static err_t received(struct tcp_socket *t, struct tcp_pcb *pcb, struct pbuf *p)
{
    struct inet_chunk *chunk;

    if (!p) {
        if (t)
            end_of_stream(t, pcb);
        return ERR_OK;
    }
    if (!t) { /* nobody reads any more */
        tcp_recved(pcb, p->tot_len);
        pbuf_free(p);
        return ERR_OK;
    }
    chunk = kzalloc(sizeof(*chunk));
    if (!chunk)
        return ERR_MEM;
    chunk->p = p;
    if (t->first)
        t->last->next = chunk;
    else
        t->first = chunk;
    t->last = chunk;
    t->queued += p->tot_len;
    if (t->quick || p->tot_len > 2 * TCP_MSS) {
        t->quick -= t->quick > 0;
        tcp_ack_now(pcb);
    }
    socket_wake_for(&t->socket, POLLIN | POLLRDNORM);
    return ERR_OK;
}

static void connected(struct tcp_socket *t)
{
    t->connecting = false;
    t->connected = true;
    tcp_note_names(t);
    socket_wake(&t->socket);
}

static int error_of(const struct tcp_socket *t, err_t error)
{
    if (error == ERR_RST)
        return t->connecting ? ECONNREFUSED : ECONNRESET;
    return -inet_error(error);
}

/* The connection is gone; ERR_CLSD: in good order. */
static void failed(struct tcp_socket *t, err_t error)
{
    if (error != ERR_CLSD)
        t->socket.error = error_of(t, error);
    t->pcb = NULL;
    t->connecting = false;
    t->socket.read_shut = t->socket.write_shut = true;
    socket_wake(&t->socket);
}

static err_t accepted(struct tcp_socket *t, struct tcp_pcb *pcb, err_t error)
{
    if (!t || !pcb || error != ERR_OK ||
        !__unispec_reached((const void *)tcp_socket_listen))
        return ERR_VAL;
    return tcp_add_pending(t, pcb);
}

err_t lwip_tcp_event(void *argument, struct tcp_pcb *pcb, enum lwip_event event,
                     struct pbuf *p, u16_t size, err_t error)
{
    struct tcp_socket *t = argument;

    switch (event) {
    case LWIP_EVENT_ACCEPT:
        return accepted(t, pcb, error);
    case LWIP_EVENT_RECV:
        return received(t, pcb, p);
    case LWIP_EVENT_CONNECTED:
        if (t)
            connected(t);
        return ERR_OK;
    case LWIP_EVENT_SENT:
        if (t)
            socket_wake_for(&t->socket, POLLOUT | POLLWRNORM);
        return ERR_OK;
    case LWIP_EVENT_ERR:
        /* One that was not yet there to be accepted has its listener. */
        if (t && !t->listener)
            failed(t, error);
        return ERR_OK;
    default:
        return ERR_OK;
    }
}
