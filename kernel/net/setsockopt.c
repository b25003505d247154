/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* setsockopt(2), and what can be set of all sockets. */
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <netinet/in.h>
#include <string.h>

#include "option.h"
#include "socket.h"

/* The least that Linux makes of a demand. */
#define SEND_MIN 4608u
#define RECEIVE_MIN 2304u

/* Linux gives twice what is asked for, for its own bookkeeping. */
static unsigned buffer_size(int wanted, unsigned least)
{
    unsigned size = (unsigned)wanted < SOCKET_BUFFER ? wanted : SOCKET_BUFFER;

    return 2 * size < least ? least : 2 * size;
}

static int set_time(uint64_t *ns, const struct socket_option *value)
{
    const struct timeval *time = &value->time;

    if (value->size < sizeof(*time))
        return -EINVAL;
    if ((unsigned long)time->tv_usec >= 1000000)
        return -EDOM;
    *ns = 0;
    if (time->tv_sec >= 0 && (uint64_t)time->tv_sec < INT64_MAX / NS_PER_SEC)
        *ns = time->tv_sec * NS_PER_SEC + time->tv_usec * 1000ull;
    return 0;
}

static int set_linger(struct socket *s, const struct socket_option *value)
{
    if (value->size < sizeof(s->linger))
        return -EINVAL;
    s->linger.l_onoff = value->linger.l_onoff != 0;
    s->linger.l_linger = value->linger.l_linger;
    return 0;
}

int socket_set(struct socket *s, int option, const struct socket_option *value)
{
    switch (option) {
    case SO_SNDBUF:
        s->send_size = buffer_size(value->number, SEND_MIN);
        return 0;
    case SO_RCVBUF:
        s->receive_size = buffer_size(value->number, RECEIVE_MIN);
        return 0;
    case SO_SNDTIMEO:
        return set_time(&s->send_ns, value);
    case SO_RCVTIMEO:
        return set_time(&s->receive_ns, value);
    case SO_LINGER:
        return set_linger(s, value);
    case SO_REUSEADDR:
    case SO_REUSEPORT:
    case SO_KEEPALIVE:
    case SO_BROADCAST:
    case SO_OOBINLINE:
    case SO_DONTROUTE:
    case SO_PASSCRED:
        s->enabled &= ~(1u << option);
        s->enabled |= (unsigned)(value->number != 0) << option;
        return 0;
    default:
        return -ENOPROTOOPT;
    }
}

/* Here and not by the table, as with constant numbers what is not asked for goes. */
static bool is_multicast(int level, int option)
{
    return (level == IPPROTO_IP &&
            (option == IP_MULTICAST_IF || option == IP_MULTICAST_TTL ||
             option == IP_MULTICAST_LOOP || option == IP_ADD_MEMBERSHIP ||
             option == IP_DROP_MEMBERSHIP)) ||
           (level == IPPROTO_IPV6 &&
            (option == IPV6_MULTICAST_IF || option == IPV6_MULTICAST_HOPS ||
             option == IPV6_MULTICAST_LOOP || option == IPV6_JOIN_GROUP ||
             option == IPV6_LEAVE_GROUP));
}

static int set(struct file *f, int level, int option,
               const struct socket_option *value)
{
    const struct socket *s = f->private;
    int error;

    if (level == IPPROTO_IPV6 && s->domain == AF_INET)
        return -ENOPROTOOPT;
    error = f->ops->socket->set(f, level, option, value);

    if (error == -ENOPROTOOPT && level == SOL_SOCKET)
        return socket_set(f->private, option, value);
    return error;
}

SYSCALL5(setsockopt, int, fd, int, level, int, option, const void *, from,
         socklen_t, size)
{
    struct socket_option value = {.size = size};
    struct file *f;
    int error;

    if (!socket_ops(fd, &f, &error))
        return error;
    if ((int)size < 0)
        return -EINVAL;
    memcpy(value.bytes, from,
           size < sizeof(value.bytes) ? size : sizeof(value.bytes));
    if (is_errors(level, option))
        return inet_errors_set(f, level, &value);
    if (is_multicast(level, option))
        return inet_multicast_set(f, level, option, &value);
    if (size < sizeof(int)) {
        if (level != IPPROTO_IP)
            return -EINVAL;
        value.number = size ? value.bytes[0] : 0; /* may be a byte, too */
    }
    return set(f, level, option, &value);
}
