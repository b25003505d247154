/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* TCP without blocking: connecting, full buffers, time-outs, options. */
#include "net_inet.h"

static char block[100000];

static void show_option(int fd, int level, int option)
{
    int value[4] = {0};
    socklen_t size = sizeof(value);

    if (getsockopt(fd, level, option, value, &size))
        printf("option %d %d: %s\n", level, option, strerror(errno));
    else
        printf("option %d %d: size %d value %d\n", level, option, (int)size,
               value[0]);
}

static void set_option(int fd, int level, int option, int value)
{
    if (setsockopt(fd, level, option, &value, sizeof(value)))
        printf("option %d %d = %d: %s\n", level, option, value,
               strerror(errno));
    show_option(fd, level, option);
}

static int connecting(unsigned port)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    SHOW(join(fd, AF_INET, port));
    return fd;
}

static void wait_for(int fd, int events)
{
    struct pollfd p = {fd, events, 0};

    SHOW(poll(&p, 1, 5000));
    SHOW(p.revents);
    show_option(fd, SOL_SOCKET, SO_ERROR);
}

/* Everything that goes in comes out. */
static void fill(int from, int to)
{
    struct timeval time = {0, 10000};
    ssize_t in = 0, out = 0, n;

    while ((n = write(from, block, sizeof(block))) > 0)
        in += n;
    SHOW(n);
    HOLDS(in > 100000);
    show_poll("full", from);
    setsockopt(to, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time));
    while (out < in && (n = read(to, block, sizeof(block))) > 0)
        out += n;
    HOLDS(in == out);
    SHOW(read(to, block, 1));
    wait_for(from, POLLOUT);
}

static void options(int fd)
{
    show_option(fd, SOL_SOCKET, SO_TYPE);
    show_option(fd, SOL_SOCKET, SO_PROTOCOL);
    set_option(fd, SOL_SOCKET, SO_REUSEADDR, 7);
    set_option(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    set_option(fd, IPPROTO_TCP, TCP_CORK, 1);
    set_option(fd, IPPROTO_TCP, TCP_CORK, 0);
    set_option(fd, IPPROTO_TCP, TCP_KEEPIDLE, 100);
    set_option(fd, IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set_option(fd, IPPROTO_TCP, TCP_KEEPCNT, 5);
    set_option(fd, IPPROTO_TCP, TCP_KEEPIDLE, 0);
    set_option(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, 1000);
    set_option(fd, IPPROTO_TCP, 999, 1);
    set_option(fd, IPPROTO_IP, IP_TTL, 10);
    set_option(fd, IPPROTO_IP, IP_TTL, 0);
    set_option(fd, IPPROTO_IP, IP_TOS, 16);
}

int main(void)
{
    int l = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), c, a;
    unsigned port;

    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGPIPE, SIG_IGN);
    options(l);
    port = take_port(l, AF_INET);
    c = connecting(port);
    wait_for(c, POLLOUT);
    close(c);
    listen(l, 10);
    SHOW(accept(l, NULL, NULL));
    c = connecting(port);
    wait_for(c, POLLOUT);
    wait_for(l, POLLIN);
    a = accept4(l, NULL, NULL, SOCK_CLOEXEC);
    SHOW(fcntl(a, F_GETFL) & O_NONBLOCK);
    SHOW(fcntl(a, F_GETFD));
    SHOW(join(c, AF_INET, port));
    show_option(a, SOL_SOCKET, SO_KEEPALIVE);
    show_option(a, IPPROTO_TCP, TCP_NODELAY);
    SHOW(read(c, block, 10));
    fill(c, a);
    close(l);
    l = socket(AF_INET6, SOCK_STREAM, 0);
    set_option(l, IPPROTO_IPV6, IPV6_V6ONLY, 1);
    return 0;
}
