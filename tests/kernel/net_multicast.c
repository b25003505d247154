/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Multicast over the loopback interface: options, groups, who hears what. */
#include "net_inet.h"
#include <net/if.h>

#define GROUP "239.7.7.7"
#define GROUP6 "ff12::7:7:7"

static const struct in_addr localhost = {0x0100007f};

static void get(const char *what, int fd, int level, int option)
{
    int v = -7;
    socklen_t size = sizeof(v);

    if (getsockopt(fd, level, option, &v, &size))
        printf("%s: %s\n", what, strerror(errno));
    else
        printf("%s: %d, %u bytes\n", what, v, size);
}

static void set(const char *what, int fd, int level, int option, int v,
                socklen_t size)
{
    int error = setsockopt(fd, level, option, &v, size);

    printf("set %s to %d, %u bytes: %s\n", what, v, size,
           error ? strerror(errno) : "ok");
    get(what, fd, level, option);
}

static void options(int u, int six)
{
    get("TTL", u, IPPROTO_IP, IP_MULTICAST_TTL);
    get("loop", u, IPPROTO_IP, IP_MULTICAST_LOOP);
    set("TTL", u, IPPROTO_IP, IP_MULTICAST_TTL, 7, 4);
    set("TTL", u, IPPROTO_IP, IP_MULTICAST_TTL, 9, 1);
    set("TTL", u, IPPROTO_IP, IP_MULTICAST_TTL, 256, 4);
    set("TTL", u, IPPROTO_IP, IP_MULTICAST_TTL, -1, 4);
    set("TTL", u, IPPROTO_IP, IP_MULTICAST_TTL, 1, 0);
    set("loop", u, IPPROTO_IP, IP_MULTICAST_LOOP, 0, 1);
    set("loop", u, IPPROTO_IP, IP_MULTICAST_LOOP, 5, 4);
    get("interface", u, IPPROTO_IP, IP_MULTICAST_IF);
    set("interface", u, IPPROTO_IP, IP_MULTICAST_IF, 0x07070707, 4);
    set("interface", u, IPPROTO_IP, IP_MULTICAST_IF, localhost.s_addr, 4);
    set("interface", u, IPPROTO_IP, IP_MULTICAST_IF, 0, 4);
    get("hops", six, IPPROTO_IPV6, IPV6_MULTICAST_HOPS);
    get("loop", six, IPPROTO_IPV6, IPV6_MULTICAST_LOOP);
    get("interface", six, IPPROTO_IPV6, IPV6_MULTICAST_IF);
    set("hops", six, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, 8, 4);
    set("hops", six, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, 8, 1);
    set("hops", six, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, 300, 4);
    set("loop", six, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 0, 4);
    set("loop", six, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 2, 4);
    set("loop", six, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 1, 4);
    set("interface", six, IPPROTO_IPV6, IPV6_MULTICAST_IF, 12345, 4);
    set("interface", six, IPPROTO_IPV6, IPV6_MULTICAST_IF, 1, 4);
}

static int ready(int fd)
{
    struct pollfd p = {fd, POLLIN, 0};

    return poll(&p, 1, 2000);
}

static void send_to(int fd, const union inet_name *name, socklen_t size,
                    const char *text)
{
    SHOW(sendto(fd, text, strlen(text), 0, &name->any, size));
}

static void nothing(int fd)
{
    char text[20];

    SHOW(recv(fd, text, sizeof(text), MSG_DONTWAIT));
}

static void heard(int fd)
{
    union inet_name from;
    socklen_t size = sizeof(from);
    char text[20] = "";

    SHOW(ready(fd));
    SHOW(recvfrom(fd, text, sizeof(text) - 1, MSG_DONTWAIT, &from.any, &size));
    printf("\"%s\" from ", text);
    print_name(&from, size, 0);
}

static void groups(int a, int b)
{
    struct ip_mreq r = {.imr_interface = localhost};
    struct ip_mreqn n = {.imr_ifindex = 12345};
    union inet_name to = {.in = {.sin_family = AF_INET}};
    int off = 0, on = 1;
    socklen_t size = sizeof(to.in);

    SHOW(bind(a, &to.any, sizeof(to.in)));
    SHOW(getsockname(a, &to.any, &size));
    inet_pton(AF_INET, GROUP, &to.in.sin_addr);
    r.imr_multiaddr = n.imr_multiaddr = to.in.sin_addr;
    SHOW(setsockopt(b, IPPROTO_IP, IP_MULTICAST_IF, &localhost, 4));
    send_to(b, &to, size, "nobody");
    nothing(a);
    SHOW(setsockopt(a, IPPROTO_IP, IP_ADD_MEMBERSHIP, &r, sizeof(r)));
    send_to(b, &to, size, "one");
    heard(a);
    SHOW(setsockopt(b, IPPROTO_IP, IP_MULTICAST_TTL, &off, sizeof(off)));
    send_to(b, &to, size, "TTL 0");
    heard(a);
    SHOW(setsockopt(a, IPPROTO_IP, IP_ADD_MEMBERSHIP, &r, sizeof(r)));
    SHOW(setsockopt(a, IPPROTO_IP, IP_ADD_MEMBERSHIP, &r, 7));
    SHOW(setsockopt(a, IPPROTO_IP, IP_ADD_MEMBERSHIP, &n, sizeof(n)));
    SHOW(setsockopt(a, IPPROTO_IP, IP_MULTICAST_LOOP, &on, sizeof(on)));
    SHOW(setsockopt(a, IPPROTO_IP, IP_DROP_MEMBERSHIP, &r, sizeof(r)));
    SHOW(setsockopt(a, IPPROTO_IP, IP_DROP_MEMBERSHIP, &r, sizeof(r)));
    send_to(b, &to, size, "left");
    nothing(a);
    r.imr_multiaddr = localhost;
    SHOW(setsockopt(a, IPPROTO_IP, IP_ADD_MEMBERSHIP, &r, sizeof(r)));
    inet_pton(AF_INET, "239.1.1.1", &r.imr_multiaddr);
    for (int i = 0; i < 20; i++, r.imr_multiaddr.s_addr += 1 << 24)
        if (setsockopt(a, IPPROTO_IP, IP_ADD_MEMBERSHIP, &r, sizeof(r)))
            printf("number %d: %s\n", i, strerror(errno));
    SHOW(setsockopt(a, IPPROTO_IP, IP_ADD_MEMBERSHIP, &r, sizeof(r)));
    close(a);
    r.imr_multiaddr = to.in.sin_addr;
    /* A name that is the group. */
    a = socket(AF_INET, SOCK_DGRAM, 0);
    SHOW(bind(a, &to.any, size));
    SHOW(setsockopt(a, IPPROTO_IP, IP_ADD_MEMBERSHIP, &r, sizeof(r)));
    send_to(b, &to, size, "two");
    heard(a);
    close(a);
}

/* Linux has no route by which to send them on lo. */
static void groups6(int a)
{
    struct ipv6_mreq r = {.ipv6mr_interface = 1};
    union inet_name to = {.in6 = {.sin6_family = AF_INET6}};

    inet_pton(AF_INET6, GROUP6, &to.in6.sin6_addr);
    r.ipv6mr_multiaddr = to.in6.sin6_addr;
    SHOW(setsockopt(a, IPPROTO_IPV6, IPV6_JOIN_GROUP, &r, sizeof(r)));
    SHOW(setsockopt(a, IPPROTO_IPV6, IPV6_JOIN_GROUP, &r, sizeof(r)));
    SHOW(setsockopt(a, IPPROTO_IPV6, IPV6_JOIN_GROUP, &r, 19));
    SHOW(setsockopt(a, IPPROTO_IPV6, IPV6_LEAVE_GROUP, &r, sizeof(r)));
    SHOW(setsockopt(a, IPPROTO_IPV6, IPV6_LEAVE_GROUP, &r, sizeof(r)));
    r.ipv6mr_interface = 12345;
    SHOW(setsockopt(a, IPPROTO_IPV6, IPV6_JOIN_GROUP, &r, sizeof(r)));
    r.ipv6mr_multiaddr = in6addr_loopback;
    SHOW(setsockopt(a, IPPROTO_IPV6, IPV6_JOIN_GROUP, &r, sizeof(r)));
}

int main(void)
{
    int u = socket(AF_INET, SOCK_DGRAM, 0);
    int six = socket(AF_INET6, SOCK_DGRAM, 0);

    options(u, six);
    groups(u, socket(AF_INET, SOCK_DGRAM, 0));
    groups6(six);
    get("TTL of AF_UNIX", socket(AF_UNIX, SOCK_DGRAM, 0), IPPROTO_IP,
        IP_MULTICAST_TTL);
    return 0;
}
