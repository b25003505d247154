/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Names of TCP sockets, and connecting. */
#include <string.h>

#include "tcp_socket.h"

static void note(struct inet_name *name, const ip_addr_t *ip, uint16_t port)
{
    name->ip = *ip;
    name->port = port;
}

void tcp_note_names(struct tcp_socket *t)
{
    note(&t->local, &t->pcb->local_ip, t->pcb->local_port);
    note(&t->remote, &t->pcb->remote_ip, t->pcb->remote_port);
}

/* A socket for both protocols is bound to any address of both. */
static void widen(const struct tcp_socket *t, ip_addr_t *ip)
{
    if (INET6 && t->socket.domain == AF_INET6 && !t->options.v6only &&
        IP_IS_V6_VAL(*ip) && ip_addr_isany_val(*ip))
        IP_SET_TYPE_VAL(*ip, IPADDR_TYPE_ANY);
}

int tcp_socket_bind(struct file *f, const struct sockaddr *address,
                    socklen_t size)
{
    struct tcp_socket *t = tcp_of(f);
    struct inet_name name;
    int error = inet_decode(t->socket.domain, address, size, &name);

    if (error)
        return error;
    if (!inet_is_local(&name.ip))
        return -EADDRNOTAVAIL;
    if (t->bound || !t->pcb || t->listener)
        return -EINVAL;
    widen(t, &name.ip);
    tcp_apply(t);
    error = inet_error(tcp_bind(t->pcb, &name.ip, name.port));
    if (error)
        return error;
    t->bound = true;
    note(&t->local, &name.ip, t->pcb->local_port);
    t->own = name;
    return 0;
}

/*
 * connect() tells that it has failed. The socket is then as new, but for what
 * bind() was asked for, so that the program may try again.
 */
static int tell_failure(struct tcp_socket *t, int error)
{
    t->untold = false;
    if (t->pcb || t->connected || !tcp_socket_begin(t))
        return error;
    t->socket.read_shut = t->socket.write_shut = false;
    tcp_apply(t);
    t->bound = (t->own.port || !ip_addr_isany_val(t->own.ip)) &&
               tcp_bind(t->pcb, &t->own.ip, t->own.port) == ERR_OK;
    note(&t->local, &t->own.ip, t->pcb->local_port);
    return error;
}

/* Until it is connected or has failed. */
static int wait_connected(struct file *f)
{
    struct tcp_socket *t = tcp_of(f);
    uint64_t deadline = socket_deadline(t->socket.send_ns);
    int error = 0;

    t->untold = true;
    if (f->flags & O_NONBLOCK)
        return -EINPROGRESS;
    while (t->connecting && !error) {
        error = socket_wait(f, &t->socket.wait, 0, deadline, "a connection");
        if (error == -EAGAIN)
            return -EINPROGRESS;
    }
    t->untold = false;
    if (!error) {
        error = socket_take_error(&t->socket);
        if (error)
            tell_failure(t, error);
    }
    return error;
}

static int check_connect(struct tcp_socket *t)
{
    if (t->connecting)
        return -EALREADY;
    if (t->socket.error)
        return tell_failure(t, socket_take_error(&t->socket));
    return t->pcb ? 0 : tell_failure(t, -ECONNABORTED);
}

/* "Any" as a destination means this machine. */
static void aim(struct tcp_socket *t, const struct inet_name *name)
{
    t->remote = *name;
    if (!ip_addr_isany_val(name->ip))
        return;
    if (IP_IS_V6_VAL(name->ip))
        t->remote.ip = (ip_addr_t)IPADDR6_INIT_HOST(0, 0, 0, 1);
    else
        t->remote.ip = (ip_addr_t)IPADDR4_INIT_BYTES(127, 0, 0, 1);
}

int tcp_socket_connect(struct file *f, const struct sockaddr *address,
                       socklen_t size)
{
    struct tcp_socket *t = tcp_of(f);
    struct inet_name name;
    int error;

    if (size < sizeof(address->sa_family))
        return -EINVAL;
    if (address->sa_family == AF_UNSPEC) /* see Caveats */
        return -EAFNOSUPPORT;
    if (t->listener || (t->connected && !t->untold))
        return -EISCONN;
    error = inet_decode(t->socket.domain, address, size, &name);
    if (!error)
        error = check_connect(t);
    if (!error && t->untold) { /* connected since it was asked for */
        t->untold = false;
        return 0;
    }
    if (error == -EALREADY && !(f->flags & O_NONBLOCK))
        return wait_connected(f);
    if (error)
        return error;
    aim(t, &name);
    error = inet_wait_address(f, &t->remote.ip);
    if (error)
        return error;
    tcp_apply(t);
    error =
        inet_error(tcp_connect(t->pcb, &t->remote.ip, t->remote.port, NULL));
    if (error)
        return error == -EADDRINUSE ? -EADDRNOTAVAIL : error;
    t->connecting = t->bound = true;
    note(&t->local, &t->pcb->local_ip, t->pcb->local_port);
    inet_settle();
    return wait_connected(f);
}

int tcp_socket_name(struct file *f, bool peer, struct sockaddr_storage *to)
{
    struct tcp_socket *t = tcp_of(f);

    if (peer && (!t->connected || (!t->pcb && t->socket.write_shut)))
        return -ENOTCONN;
    return inet_encode(&t->socket, peer ? &t->remote : &t->local, to);
}
