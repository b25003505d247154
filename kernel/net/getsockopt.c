/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* getsockopt(2), and what it tells of all sockets. */
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <netinet/in.h>
#include <string.h>

#include "option.h"
#include "socket.h"

static int give_number(struct socket_option *value, int number)
{
    value->number = number;
    value->size = sizeof(number);
    return 0;
}

static int give_time(struct socket_option *value, uint64_t ns)
{
    value->time = (struct timeval){ns / NS_PER_SEC, ns % NS_PER_SEC / 1000};
    value->size = sizeof(value->time);
    return 0;
}

int socket_get(struct socket *s, int option, struct socket_option *value)
{
    switch (option) {
    case SO_TYPE:
        return give_number(value, s->type);
    case SO_DOMAIN:
        return give_number(value, s->domain);
    case SO_PROTOCOL:
        return give_number(value, s->protocol);
    case SO_ACCEPTCONN:
        return give_number(value, s->listening);
    case SO_ERROR:
        return give_number(value, -socket_take_error(s));
    case SO_SNDBUF:
        return give_number(value, s->send_size);
    case SO_RCVBUF:
        return give_number(value, s->receive_size);
    case SO_RCVLOWAT:
        return give_number(value, 1);
    case SO_SNDTIMEO:
        return give_time(value, s->send_ns);
    case SO_RCVTIMEO:
        return give_time(value, s->receive_ns);
    case SO_LINGER:
        value->linger = s->linger;
        value->size = sizeof(s->linger);
        return 0;
    case SO_REUSEADDR:
    case SO_REUSEPORT:
    case SO_KEEPALIVE:
    case SO_BROADCAST:
    case SO_OOBINLINE:
    case SO_DONTROUTE:
    case SO_PASSCRED:
        return give_number(value, socket_enabled(s, option));
    default:
        return -ENOPROTOOPT;
    }
}

/* As in setsockopt.c. */
static bool is_multicast(int level, int option)
{
    return (level == IPPROTO_IP &&
            (option == IP_MULTICAST_IF || option == IP_MULTICAST_TTL ||
             option == IP_MULTICAST_LOOP)) ||
           (level == IPPROTO_IPV6 &&
            (option == IPV6_MULTICAST_IF || option == IPV6_MULTICAST_HOPS ||
             option == IPV6_MULTICAST_LOOP));
}

/* Options of IPv4 may be bytes, too. */
static bool is_byte(int level, socklen_t size)
{
    return level == IPPROTO_IP && size && size < sizeof(int);
}

static int get(struct file *f, int level, int option,
               struct socket_option *value)
{
    const struct socket *s = f->private;
    int error;

    if (level == IPPROTO_IPV6 && s->domain == AF_INET)
        return -EOPNOTSUPP;
    error = f->ops->socket->get(f, level, option, value);

    if (error == -ENOPROTOOPT && level == SOL_SOCKET)
        return socket_get(f->private, option, value);
    return error;
}

SYSCALL5(getsockopt, int, fd, int, level, int, option, void *, to, socklen_t *,
         size)
{
    struct socket_option value;
    struct file *f;
    int error;

    if (!socket_ops(fd, &f, &error))
        return error;
    if ((int)*size < 0)
        return -EINVAL;
    if (is_multicast(level, option))
        error = inet_multicast_get(f, level, option, &value);
    else if (is_errors(level, option))
        error = inet_errors_get(f, level, &value);
    else
        error = get(f, level, option, &value);
    if (error)
        return error;
    if (is_byte(level, *size) && option != IP_MULTICAST_IF &&
        value.number >= 0 && value.number <= 255)
        value.size = 1;
    if (*size > value.size)
        *size = value.size;
    memcpy(to, value.bytes, *size);
    return 0;
}
