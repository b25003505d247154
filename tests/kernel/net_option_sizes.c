/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The options that servers use, on each kind of socket, with values that are too
 * short, too long, negative and out of range.
 */
#include "fs_kinds.h"

static const struct option {
    int level, number;
    const char *name;
    bool unix_too;
} options[] = {
#define OPTION(level, number, of_unix) {level, number, #number, of_unix}
    OPTION(SOL_SOCKET, SO_REUSEADDR, true),
    OPTION(SOL_SOCKET, SO_KEEPALIVE, true),
    OPTION(SOL_SOCKET, SO_BROADCAST, true),
    OPTION(SOL_SOCKET, SO_OOBINLINE, true),
    OPTION(SOL_SOCKET, SO_DONTROUTE, true),
    OPTION(SOL_SOCKET, SO_TYPE, true),
    OPTION(SOL_SOCKET, SO_DOMAIN, true),
    OPTION(SOL_SOCKET, SO_PROTOCOL, true),
    OPTION(SOL_SOCKET, SO_ACCEPTCONN, true),
    OPTION(SOL_SOCKET, SO_ERROR, true),
    OPTION(SOL_SOCKET, SO_LINGER, true),
    OPTION(SOL_SOCKET, SO_REUSEPORT, false),
    OPTION(SOL_SOCKET, 999, true),
    OPTION(IPPROTO_TCP, TCP_NODELAY, false),
    OPTION(IPPROTO_TCP, TCP_CORK, false),
    OPTION(IPPROTO_TCP, TCP_KEEPIDLE, false),
    OPTION(IPPROTO_TCP, TCP_KEEPINTVL, false),
    OPTION(IPPROTO_TCP, TCP_KEEPCNT, false),
    OPTION(IPPROTO_TCP, TCP_USER_TIMEOUT, false),
    OPTION(IPPROTO_TCP, 999, false),
    OPTION(IPPROTO_IP, IP_TOS, false),
    OPTION(IPPROTO_IP, IP_TTL, false),
    OPTION(IPPROTO_IPV6, IPV6_V6ONLY, false),
    OPTION(IPPROTO_IPV6, IPV6_UNICAST_HOPS, false),
    OPTION(IPPROTO_IPV6, IPV6_TCLASS, false),
    OPTION(77, 1, true),
};

static const int sizes[] = {-1, 0, 1, 2, 4, 8, 16};
static const int values[] = {0, 1, 2, 5, -1, 255, 256, 100000};
#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static enum kind kind;

static void print_bytes(const struct option *o, const unsigned char *bytes,
                        size_t n)
{
    for (size_t i = 0; i < n; i++)
        printf("%02x", bytes[i]);
    printf(", %s of %s\n", o->name, kind_names[kind]);
}

static void get(int fd, const struct option *o, int size)
{
    unsigned char room[16];
    socklen_t n = size;

    memset(room, 0xee, sizeof(room));
    if (getsockopt(fd, o->level, o->number, room, &n)) {
        printf("get %d: %s, %s of %s\n", size, strerror(errno), o->name,
               kind_names[kind]);
        return;
    }
    printf("get %d: %d ", size, (int)n);
    print_bytes(o, room, sizeof(room));
}

static void set(int fd, const struct option *o, int size, int value)
{
    unsigned char room[16] = {0};
    long result;

    memcpy(room, &value, sizeof(value));
    result = setsockopt(fd, o->level, o->number, room, size);
    printf("set %d to %d: %s, %s of %s\n", size, value,
           result ? strerror(errno) : "works", o->name, kind_names[kind]);
    if (!result)
        get(fd, o, 4);
}

/* What is not an option of this family is refused before its size is seen, or after. */
static bool applies(const struct option *o, int size)
{
    bool of_unix = kind == STREAM || kind == DATAGRAM;

    if (of_unix && (!o->unix_too || o->level != SOL_SOCKET))
        return size >= 4 && o->number != SO_REUSEPORT;
    if (o->level == IPPROTO_IPV6)
        return size >= 4;
    if (o->level == IPPROTO_TCP && kind == UDP)
        return size >= 4;
    return o->level != 77 || size >= 4;
}

static void try(const struct option *o)
{
    for (size_t i = 0; i < COUNT(sizes); i++) {
        int fd, peer;

        if (!applies(o, sizes[i]))
            continue;
        fd = kind_open(kind);
        peer = kind_peer;
        get(fd, o, sizes[i]);
        for (size_t v = 0; v < (sizes[i] == 4 ? COUNT(values) : 2); v++)
            set(fd, o, sizes[i], values[v]);
        kind_close(fd, peer);
    }
}

static void pair_errors(void)
{
    struct timeval second = {1, 1000000}, before = {-1, 0}, got;
    struct linger linger = {1, 5};
    socklen_t n = sizeof(got);
    int ends[2];

    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    SHOW(setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &second, sizeof(second)));
    SHOW(setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &before, sizeof(before)));
    SHOW(getsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &got, &n));
    SHOW(got.tv_sec + got.tv_usec);
    SHOW(setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &second, 8));
    SHOW(setsockopt(ends[0], SOL_SOCKET, SO_LINGER, &linger, 4));
    SHOW(setsockopt(ends[0], SOL_SOCKET, SO_LINGER, &linger, 8));
    n = sizeof(linger);
    SHOW(getsockopt(1, SOL_SOCKET, SO_LINGER, &linger, &n));
    SHOW(getsockopt(99, SOL_SOCKET, SO_LINGER, &linger, &n));
    SHOW(setsockopt(1, SOL_SOCKET, SO_LINGER, &linger, n));
    SHOW(setsockopt(99, SOL_SOCKET, SO_LINGER, &linger, n));
}

int main(void)
{
    static const enum kind kinds[] = {STREAM, DATAGRAM, TCP_NEW, LISTENING, UDP};

    fs_enter();
    for (size_t i = 0; i < COUNT(kinds); i++) {
        kind = kinds[i];
        for (size_t o = 0; o < COUNT(options); o++)
            try(&options[o]);
    }
    pair_errors();
    return 0;
}
