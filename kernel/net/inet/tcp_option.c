/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Options of TCP sockets. */
#include <netinet/tcp.h>

#include "tcp_socket.h"

static int give(struct socket_option *value, int number)
{
    value->number = number;
    value->size = sizeof(number);
    return 0;
}

static void set_flag(struct tcp_pcb *pcb, unsigned flag, bool on)
{
    if (on)
        pcb->so_options |= flag;
    else
        pcb->so_options &= ~flag;
}

void tcp_apply(struct tcp_socket *t)
{
    struct tcp_pcb *pcb = t->pcb;

    if (!pcb)
        return;
    set_flag(pcb, SOF_KEEPALIVE, socket_enabled(&t->socket, SO_KEEPALIVE));
    set_flag(pcb, SOF_REUSEADDR,
             socket_enabled(&t->socket, SO_REUSEADDR) ||
                 socket_enabled(&t->socket, SO_REUSEPORT));
    if (t->no_delay)
        tcp_nagle_disable(pcb);
    else
        tcp_nagle_enable(pcb);
    pcb->ttl = t->options.ttl;
    pcb->tos = t->options.tos;
    pcb->keep_idle = t->keep_idle * 1000u;
    pcb->keep_intvl = t->keep_interval * 1000u;
    pcb->keep_cnt = t->keep_count;
}

static int mss(const struct tcp_socket *t)
{
    return t->pcb && t->connected ? tcp_mss(t->pcb) : 536;
}

static int get_tcp(const struct tcp_socket *t, int option,
                   struct socket_option *value)
{
    switch (option) {
    case TCP_NODELAY:
        return give(value, t->no_delay);
    case TCP_CORK:
        return give(value, t->cork);
    case TCP_MAXSEG:
        return give(value, mss(t));
    case TCP_KEEPIDLE:
        return give(value, t->keep_idle);
    case TCP_KEEPINTVL:
        return give(value, t->keep_interval);
    case TCP_KEEPCNT:
        return give(value, t->keep_count);
    case TCP_USER_TIMEOUT:
        return give(value, t->user_timeout);
    default:
        return -ENOPROTOOPT;
    }
}

int tcp_socket_get(struct file *f, int level, int option,
                   struct socket_option *value)
{
    struct tcp_socket *t = tcp_of(f);

    if (level == IPPROTO_TCP)
        return get_tcp(t, option, value);
    return inet_get_option(&t->options, level, option, value);
}

static int set_range(int *field, int number, int most)
{
    if (number < 1 || number > most)
        return -EINVAL;
    *field = number;
    return 0;
}

static int set_cork(struct tcp_socket *t, bool on)
{
    t->cork = on;
    if (!on && t->pcb && t->connected)
        tcp_output(t->pcb);
    return 0;
}

static int set_tcp(struct tcp_socket *t, int option, int number)
{
    switch (option) {
    case TCP_NODELAY:
        t->no_delay = number != 0;
        return 0;
    case TCP_CORK:
        return set_cork(t, number != 0);
    case TCP_KEEPIDLE:
        return set_range(&t->keep_idle, number, 32767);
    case TCP_KEEPINTVL:
        return set_range(&t->keep_interval, number, 32767);
    case TCP_KEEPCNT:
        return set_range(&t->keep_count, number, 127);
    case TCP_USER_TIMEOUT:
        t->user_timeout = number;
        return number < 0 ? -EINVAL : 0;
    case TCP_QUICKACK: /* hints */
    case TCP_DEFER_ACCEPT:
        return 0;
    default:
        return -ENOPROTOOPT;
    }
}

int tcp_socket_set(struct file *f, int level, int option,
                   const struct socket_option *value)
{
    struct tcp_socket *t = tcp_of(f);
    int error;

    if (level == SOL_SOCKET)
        error = socket_set(&t->socket, option, value);
    else if (level == IPPROTO_TCP)
        error = set_tcp(t, option, value->number);
    else
        error = inet_set_option(&t->options, level, option, value);
    if (error)
        return error;
    t->options.tos &= ~3; /* the bits of ECN are the stack's */
    tcp_apply(t);
    if (t->pcb && t->connected && t->no_delay)
        tcp_output(t->pcb);
    inet_settle();
    return 0;
}
