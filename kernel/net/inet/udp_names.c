/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Names of UDP sockets; connecting sets the one peer; shutdown; options. */
#include <string.h>

#include "multicast.h"

static void apply(struct udp_sock *u)
{
    struct udp_pcb *pcb = u->pcb;

    pcb->so_options &= ~SOF_REUSEADDR;
    if (socket_enabled(&u->socket, SO_REUSEADDR) ||
        socket_enabled(&u->socket, SO_REUSEPORT))
        pcb->so_options |= SOF_REUSEADDR;
    pcb->ttl = u->options.ttl;
    pcb->tos = u->options.tos;
}

int udp_sock_bind(struct file *f, const struct sockaddr *address,
                  socklen_t size)
{
    struct udp_sock *u = udp_of(f);
    struct inet_name name;
    int error = inet_decode(u->socket.domain, address, size, &name);

    if (error)
        return error;
    if (!inet_is_local(&name.ip) &&
        !(MULTICAST_JOIN && ip_addr_ismulticast(&name.ip)))
        return -EADDRNOTAVAIL;
    if (u->pcb->local_port)
        return -EINVAL;
    if (INET6 && IP_IS_V6_VAL(name.ip) && ip_addr_isany_val(name.ip) &&
        !u->options.v6only)
        IP_SET_TYPE_VAL(name.ip, IPADDR_TYPE_ANY);
    return inet_error(udp_bind(u->pcb, &name.ip, name.port));
}

int udp_decode(const struct udp_sock *u, const struct sockaddr *address,
               socklen_t size, struct inet_name *name)
{
    int domain = u->socket.domain;

    if (INET6 && domain == AF_INET6 && !u->options.v6only &&
        size >= sizeof(address->sa_family) && address->sa_family == AF_INET)
        domain = AF_INET;
    return inet_decode(domain, address, size, name);
}

int udp_sock_connect(struct file *f, const struct sockaddr *address,
                     socklen_t size)
{
    struct udp_sock *u = udp_of(f);
    struct inet_name name;
    int error;

    if (size < sizeof(address->sa_family))
        return -EINVAL;
    if (address->sa_family == AF_UNSPEC) {
        udp_disconnect(u->pcb);
        return 0;
    }
    error = udp_decode(u, address, size, &name);
    if (error)
        return error;
    if (!udp_may_send(u, &name.ip))
        return -EACCES;
    error = inet_wait_address(f, &name.ip);
    if (error)
        return error;
    return inet_error(udp_connect(u->pcb, &name.ip, name.port));
}

/* A connected socket has the address of the interface that leads there. */
static void own_address(const struct udp_sock *u, ip_addr_t *ip)
{
    const ip_addr_t *found;

    if (!udp_connected(u) || !ip_addr_isany_val(*ip))
        return;
    found = ip_netif_get_local_ip(ip_route(ip, &u->pcb->remote_ip),
                                  &u->pcb->remote_ip);
    if (found)
        *ip = *found;
}

int udp_sock_name(struct file *f, bool peer, struct sockaddr_storage *to)
{
    struct udp_sock *u = udp_of(f);
    struct inet_name name = {u->pcb->local_ip, u->pcb->local_port};

    if (peer) {
        if (!udp_connected(u))
            return -ENOTCONN;
        name = (struct inet_name){u->pcb->remote_ip, u->pcb->remote_port};
    } else {
        own_address(u, &name.ip);
    }
    return inet_encode(&u->socket, &name, to);
}

int udp_sock_shutdown(struct file *f, int how)
{
    struct udp_sock *u = udp_of(f);

    if (!udp_connected(u))
        return -ENOTCONN;
    u->socket.read_shut |= how != SHUT_WR;
    u->socket.write_shut |= how != SHUT_RD;
    socket_wake(&u->socket);
    return 0;
}

int udp_sock_get(struct file *f, int level, int option,
                 struct socket_option *value)
{
    return inet_get_option(&udp_of(f)->options, level, option, value);
}

int udp_sock_set(struct file *f, int level, int option,
                 const struct socket_option *value)
{
    struct udp_sock *u = udp_of(f);
    int error;

    if (level == SOL_SOCKET)
        error = socket_set(&u->socket, option, value);
    else
        error = inet_set_option(&u->options, level, option, value);
    if (!error)
        apply(u);
    return error;
}
