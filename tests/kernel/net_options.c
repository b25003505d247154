/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* getsockopt and setsockopt: sizes that are short, values, who has which. */
#include "net_inet.h"

static void get(const char *what, int fd, int level, int option)
{
    int v[8] = {-7, -7, -7, -7};
    socklen_t size = sizeof(v);

    if (getsockopt(fd, level, option, v, &size))
        printf("%s: %s\n", what, strerror(errno));
    else
        printf("%s: %d, %u bytes\n", what, v[0], size);
}

static void set(const char *what, int fd, int level, int option, int v,
                socklen_t size)
{
    int error = setsockopt(fd, level, option, &v, size);

    printf("set %s to %d, %u bytes: %s\n", what, v, size,
           error ? strerror(errno) : "ok");
    get(what, fd, level, option);
}

int main(void)
{
    int t = socket(AF_INET, SOCK_STREAM, 0);
    int u = socket(AF_INET6, SOCK_DGRAM, 0);
    int x = socket(AF_UNIX, SOCK_STREAM, 0), v = 0;
    socklen_t size = 2;

    set("SO_REUSEADDR", t, SOL_SOCKET, SO_REUSEADDR, 5, 4);
    set("SO_REUSEADDR", t, SOL_SOCKET, SO_REUSEADDR, 0, 4);
    set("SO_REUSEADDR", t, SOL_SOCKET, SO_REUSEADDR, 1, 3);
    set("SO_REUSEPORT", t, SOL_SOCKET, SO_REUSEPORT, 1, 4);
    set("SO_KEEPALIVE", t, SOL_SOCKET, SO_KEEPALIVE, 1, 4);
    set("SO_BROADCAST", u, SOL_SOCKET, SO_BROADCAST, 1, 8);
    set("TCP_NODELAY", t, IPPROTO_TCP, TCP_NODELAY, 1, 4);
    set("TCP_NODELAY", t, IPPROTO_TCP, TCP_NODELAY, 1, 2);
    set("TCP_KEEPIDLE", t, IPPROTO_TCP, TCP_KEEPIDLE, 30, 4);
    set("TCP_KEEPIDLE", t, IPPROTO_TCP, TCP_KEEPIDLE, 0, 4);
    set("TCP_KEEPINTVL", t, IPPROTO_TCP, TCP_KEEPINTVL, 5, 4);
    set("TCP_KEEPCNT", t, IPPROTO_TCP, TCP_KEEPCNT, 4, 4);
    set("TCP_KEEPCNT", t, IPPROTO_TCP, TCP_KEEPCNT, 1000, 4);
    set("TCP_USER_TIMEOUT", t, IPPROTO_TCP, TCP_USER_TIMEOUT, 500, 4);
    set("IPV6_V6ONLY", u, IPPROTO_IPV6, IPV6_V6ONLY, 1, 4);
    set("IP_TTL", t, IPPROTO_IP, IP_TTL, 33, 4);
    set("IP_TTL", t, IPPROTO_IP, IP_TTL, 256, 4);
    set("IP_TOS", t, IPPROTO_IP, IP_TOS, 0x10, 4);
    set("IPV6_UNICAST_HOPS", u, IPPROTO_IPV6, IPV6_UNICAST_HOPS, 12, 4);
    set("SO_TYPE", t, SOL_SOCKET, SO_TYPE, 1, 4);
    set("SO_ERROR", t, SOL_SOCKET, SO_ERROR, 1, 4);
    set("SO_PASSCRED", x, SOL_SOCKET, SO_PASSCRED, 1, 4);
    set("unknown", t, SOL_SOCKET, 9999, 1, 4);
    set("unknown of TCP", t, IPPROTO_TCP, 9999, 1, 4);
    get("IP_TTL of AF_UNIX", x, IPPROTO_IP, IP_TTL);
    get("a level that is none", t, 12345, 1);
    get("SO_DOMAIN", u, SOL_SOCKET, SO_DOMAIN);
    get("SO_PROTOCOL", u, SOL_SOCKET, SO_PROTOCOL);
    get("SO_TYPE", u, SOL_SOCKET, SO_TYPE);
    get("not a socket", 1, SOL_SOCKET, SO_TYPE);
    get("no descriptor", 99, SOL_SOCKET, SO_TYPE);
    SHOW(getsockopt(t, SOL_SOCKET, SO_TYPE, &v, &size));
    printf("%d, %u bytes\n", v, size);
    size = -1;
    SHOW(getsockopt(t, SOL_SOCKET, SO_TYPE, &v, &size));
    SHOW(setsockopt(t, SOL_SOCKET, SO_KEEPALIVE, &v, -1));
    SHOW(socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) >= 0);
    SHOW(socket(AF_INET, SOCK_DGRAM, IPPROTO_TCP));
    SHOW(socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP) >= 0);
    SHOW(socket(AF_INET, SOCK_SEQPACKET, 0));
    SHOW(socket(-1, SOCK_STREAM, 0));
    SHOW(socket(AF_INET, -1, 0));
    SHOW(socket(AF_INET, SOCK_STREAM | 0x100, 0));
    SHOW(socketpair(AF_INET6, SOCK_STREAM, 0, (int[2]){0}));
    return 0;
}
