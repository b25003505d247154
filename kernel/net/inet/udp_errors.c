/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * IP_RECVERR and IPV6_RECVERR, ip(7): a socket keeps each error that ICMP tells
 * of, whether it is connected or not, and gives it by recvmsg(2) with
 * MSG_ERRQUEUE, together with what came back of the datagram. Filled by
 * udp_refused.c. Datagram sockets only; others have ENOPROTOOPT.
 */
#include <kernel/mm.h>
#include <lwip/icmp.h>
#include <lwip/icmp6.h>
#include <lwip/inet_chksum.h>
#include <lwip/ip.h>

#include "udp_socket.h"

/* What fits into 576 bytes behind the headers of IPv4 and ICMP. */
#define HEADER 8u
#define BACK_MAX (576u - IP_HLEN - HEADER)

struct udp_error {
    struct udp_error *next;
    struct inet_chunk chunk; /* from: to whom it was sent */
    ip_addr_t offender;
};

/* struct sock_extended_err of <linux/errqueue.h>. */
struct extended_error {
    uint32_t number;
    uint8_t origin, type, code, pad;
    uint32_t info, data;
};

#define ORIGIN_ICMP 2
#define ORIGIN_ICMP6 3

/* lwIP may go on using what it was given: this reads the same bytes only. */
void udp_error_keep(struct udp_sock *u, struct pbuf *p, size_t at,
                    const struct inet_name *to)
{
    struct udp_error *e;

    if (u->queued + p->tot_len > u->socket.receive_size || at > p->tot_len)
        return;
    e = kzalloc(sizeof(*e));
    if (!e)
        return;
    pbuf_ref(p);
    e->chunk.p = p;
    e->chunk.offset = at;
    e->chunk.from = *to;
    ip_addr_copy(e->offender, *ip_current_src_addr());
    u->queued += p->tot_len;
    if (!u->errors)
        u->errors_end = &u->errors;
    *u->errors_end = e;
    u->errors_end = &e->next;
}

static void drop_first(struct udp_sock *u)
{
    struct udp_error *e = u->errors;

    u->errors = e->next;
    u->queued -= e->chunk.p->tot_len;
    pbuf_free(e->chunk.p);
    kfree(e);
}

void udp_errors_drop(struct udp_sock *u)
{
    while (u->errors)
        drop_first(u);
}

/* The control message: the error, and who said so. */
static void give_error(const struct udp_sock *u, struct message *m,
                       const struct udp_error *e)
{
    struct {
        struct extended_error error;
        char offender[sizeof(struct sockaddr_in6)];
    } data = {.error.number = ECONNREFUSED};
    struct inet_name offender = {e->offender, 0};
    int size = inet_encode(&u->socket, &offender, data.offender);
    bool v6 = IP_IS_V6_VAL(e->chunk.from.ip);

    data.error.origin = v6 ? ORIGIN_ICMP6 : ORIGIN_ICMP;
    data.error.type = v6 ? ICMP6_TYPE_DUR : ICMP_DUR;
    data.error.code = v6 ? (int)ICMP6_DUR_PORT : (int)ICMP_DUR_PORT;
    if (u->socket.domain == AF_INET6)
        message_give_control(m, IPPROTO_IPV6, IPV6_RECVERR, &data,
                             sizeof(data.error) + size);
    else
        message_give_control(m, IPPROTO_IP, IP_RECVERR, &data,
                             sizeof(data.error) + size);
}

ssize_t udp_error_receive(struct udp_sock *u, struct message *m)
{
    struct udp_error *e = u->errors;
    struct sockaddr_storage name;
    size_t n;
    int size;

    if (!e)
        return -EAGAIN;
    n = e->chunk.p->tot_len - e->chunk.offset;
    if (n > m->size) {
        n = m->size;
        m->result |= MSG_TRUNC;
    }
    inet_give(m, &e->chunk, n);
    size = inet_encode(&u->socket, &e->chunk.from, &name);
    message_give_name(m, &name, size);
    give_error(u, m, e);
    m->result |= MSG_ERRQUEUE;
    drop_first(u);
    u->socket.error = u->errors ? ECONNREFUSED : 0;
    return n;
}

void udp_error_answer(struct pbuf *p, unsigned code)
{
    size_t n = p->tot_len < BACK_MAX ? p->tot_len : BACK_MAX;
    const struct ip_hdr *ip = p->payload;
    ip4_addr_t to = {ip->src.addr};
    struct netif *netif = ip4_route(&to);
    struct icmp_echo_hdr *icmp;
    struct pbuf *q;

    if (!netif)
        return;
    q = pbuf_alloc(PBUF_IP, HEADER + n, PBUF_RAM);
    if (!q)
        return;
    icmp = q->payload;
    *icmp = (struct icmp_echo_hdr){.type = ICMP_DUR, .code = code};
    pbuf_copy_partial(p, icmp + 1, n, 0);
    if (netif->chksum_flags & NETIF_CHECKSUM_GEN_ICMP)
        icmp->chksum = inet_chksum(icmp, q->len);
    ip4_output_if(q, NULL, &to, ICMP_TTL, 0, IP_PROTO_ICMP, netif);
    pbuf_free(q);
}

/* 0 where the socket has such errors. */
static int check(const struct socket *s, int level)
{
    if (s->domain != AF_INET && s->domain != AF_INET6)
        return -EOPNOTSUPP;
    if (s->type != SOCK_DGRAM ||
        (level == IPPROTO_IPV6 && s->domain != AF_INET6))
        return -ENOPROTOOPT;
    return 0;
}

int inet_errors_set(struct file *f, int level,
                    const struct socket_option *value)
{
    int error = check(f->private, level);
    struct udp_sock *u = udp_of(f);
    bool wanted = value->number;

    if (error)
        return error;
    if (value->size < sizeof(int)) { /* that of IPv4 may be a byte */
        if (level == IPPROTO_IPV6)
            return -EINVAL;
        wanted = value->size && value->bytes[0];
    }
    u->errors_wanted[level == IPPROTO_IPV6] = wanted;
    if (!wanted)
        udp_errors_drop(u);
    return 0;
}

int inet_errors_get(struct file *f, int level, struct socket_option *value)
{
    int error = check(f->private, level);

    if (error)
        return error;
    value->number = udp_of(f)->errors_wanted[level == IPPROTO_IPV6];
    value->size = sizeof(value->number);
    return 0;
}
