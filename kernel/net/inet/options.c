/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Options of the internet protocols themselves. */
#include "inet.h"

static int give(struct socket_option *value, int number)
{
    value->number = number;
    value->size = sizeof(number);
    return 0;
}

int inet_get_option(const struct inet_options *o, int level, int option,
                    struct socket_option *value)
{
    if (level == IPPROTO_IP && option == IP_TOS)
        return give(value, o->tos);
    if (level == IPPROTO_IP && option == IP_TTL)
        return give(value, o->ttl);
    if (level == IPPROTO_IPV6 && option == IPV6_TCLASS)
        return give(value, o->tos);
    if (level == IPPROTO_IPV6 && option == IPV6_UNICAST_HOPS)
        return give(value, o->ttl);
    if (level == IPPROTO_IPV6 && option == IPV6_V6ONLY)
        return give(value, o->v6only);
    return level == IPPROTO_IP || level == IPPROTO_IPV6 || level == SOL_SOCKET
               ? -ENOPROTOOPT
               : -EOPNOTSUPP;
}

static int set_byte(int *field, int number, int least, int otherwise)
{
    if (number == -1)
        number = otherwise;
    if (number < least || number > 255)
        return -EINVAL;
    *field = number;
    return 0;
}

int inet_set_option(struct inet_options *o, int level, int option,
                    const struct socket_option *value)
{
    if ((level == IPPROTO_IP && option == IP_TOS) ||
        (level == IPPROTO_IPV6 && option == IPV6_TCLASS)) {
        o->tos = value->number & 255;
        return 0;
    }
    if ((level == IPPROTO_IP && option == IP_TTL) ||
        (level == IPPROTO_IPV6 && option == IPV6_UNICAST_HOPS))
        return set_byte(&o->ttl, value->number, 1, 64);
    if (level == IPPROTO_IPV6 && option == IPV6_V6ONLY) {
        o->v6only = value->number != 0;
        return 0;
    }
    return -ENOPROTOOPT;
}
