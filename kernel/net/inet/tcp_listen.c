/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Listening: connections that were made wait here for accept(). */
#include <kernel/mm.h>
#include <lwip/priv/tcp_priv.h>

#include "tcp_socket.h"

#define BACKLOG_MAX 255u /* lwIP counts in a byte */

int tcp_socket_listen(struct file *f, unsigned backlog)
{
    struct tcp_socket *t = tcp_of(f);
    struct tcp_pcb *listener;
    err_t error;

    if (backlog > BACKLOG_MAX)
        backlog = BACKLOG_MAX;
    if (t->listener) {
        tcp_backlog_set(t->listener, backlog);
        return 0;
    }
    if (!t->pcb || t->connected || t->connecting)
        return -EINVAL;
    tcp_apply(t);
    if (!t->bound) {
        error = tcp_bind(t->pcb,
                         INET6 && t->socket.domain == AF_INET6 ? IP_ANY_TYPE
                                                               : IP4_ADDR_ANY,
                         0);
        if (error)
            return inet_error(error);
        t->local = (struct inet_name){t->pcb->local_ip, t->pcb->local_port};
        t->bound = true;
    }
    listener = tcp_listen_with_backlog_and_err(t->pcb, backlog, &error);
    if (!listener)
        return inet_error(error);
    t->pcb = NULL;
    t->listener = (struct tcp_pcb_listen *)listener;
    t->socket.listening = true;
    tcp_arg(listener, t);
    return 0;
}

err_t tcp_add_pending(struct tcp_socket *listener, struct tcp_pcb *pcb)
{
    struct tcp_socket *t = tcp_socket_new(listener->socket.domain);

    if (!t)
        return ERR_MEM;
    t->pcb = pcb;
    t->bound = t->connected = true;
    t->options = listener->options;
    t->socket.enabled = listener->socket.enabled;
    t->socket.linger = listener->socket.linger;
    t->no_delay = listener->no_delay;
    t->keep_idle = listener->keep_idle;
    t->keep_interval = listener->keep_interval;
    t->keep_count = listener->keep_count;
    tcp_arg(pcb, t);
    tcp_apply(t);
    tcp_note_names(t);
    tcp_backlog_delayed(pcb);
    *listener->pending_end = t;
    listener->pending_end = &t->next_pending;
    socket_wake(&listener->socket);
    return ERR_OK;
}

static struct tcp_socket *take_pending(struct tcp_socket *listener)
{
    struct tcp_socket *t = listener->pending;

    if (!t)
        return NULL;
    listener->pending = t->next_pending;
    if (!listener->pending)
        listener->pending_end = &listener->pending;
    t->next_pending = NULL;
    if (t->pcb)
        tcp_backlog_accepted(t->pcb);
    return t;
}

/* As on Linux these are reset. */
static void drop_pending(struct tcp_socket *listener)
{
    struct tcp_socket *t;

    while ((t = take_pending(listener))) {
        t->socket.linger = (struct linger){1, 0};
        tcp_socket_end(t);
    }
}

/* Connections that are being made know their listener until they are there;
 * they end with it. */
static void forget(const struct tcp_socket *listener)
{
    struct tcp_pcb *next;

    for (struct tcp_pcb *pcb = tcp_active_pcbs; pcb; pcb = next) {
        next = pcb->next;
        if (pcb->callback_arg == listener) {
            tcp_arg(pcb, NULL);
            tcp_abort(pcb);
        }
    }
}

void tcp_listen_end(struct tcp_socket *t)
{
    forget(t);
    tcp_arg((struct tcp_pcb *)t->listener, NULL);
    tcp_close((struct tcp_pcb *)t->listener);
    t->listener = NULL;
    drop_pending(t);
}

int tcp_socket_accept(struct file *f, unsigned flags, struct file **fresh)
{
    struct tcp_socket *t = tcp_of(f);
    uint64_t deadline = socket_deadline(t->socket.receive_ns);
    int error;

    if (!t->listener)
        return -EINVAL;
    if (!t->pending && inet_external())
        inet_poll();
    while (!t->pending) {
        error = socket_wait(f, &t->socket.wait, 0, deadline, "a connection");
        if (error)
            return error;
        if (!t->listener)
            return -EINVAL;
    }
    *fresh = tcp_socket_file(take_pending(t), flags);
    return *fresh ? 0 : -ENOMEM;
}
