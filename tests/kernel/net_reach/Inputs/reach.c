/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void pair(void)
{
    char c = 0;
    int s[2];

    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    write(s[0], "x", 1);
    read(s[1], &c, 1);
}

static void server(void)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "\0name"};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    bind(fd, (struct sockaddr *)&name, sizeof(name));
    listen(fd, 1);
    accept(fd, NULL, NULL);
}

static void tcp(void)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = 80};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    connect(fd, (struct sockaddr *)&name, sizeof(name));
    send(fd, "x", 1, 0);
}

static void udp(void)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = 80};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    bind(fd, (struct sockaddr *)&name, sizeof(name));
    recv(fd, &name, sizeof(name), 0);
}

static void resolve(void)
{
    struct addrinfo *list;

    printf("%d\n", getaddrinfo("localhost", NULL, NULL, &list));
}

/* The family comes from elsewhere. */
static void any(void)
{
    int fd = socket(getchar(), SOCK_DGRAM, 0);

    write(fd, "x", 1);
}

static void interfaces(void)
{
    struct ifaddrs *list;

    any();
    if (getifaddrs(&list) == 0)
        puts(list->ifa_name);
}

static void index_of(void)
{
    printf("%u\n", if_nametoindex("lo"));
}

static void netlink(void)
{
    int fd = socket(AF_NETLINK, SOCK_RAW, 0);

    send(fd, "x", 1, 0);
}

static void group(void)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = 80};
    struct ip_mreq r = {{0x010101ef}, {0}};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &r, sizeof(r));
    sendto(fd, "x", 1, 0, (struct sockaddr *)&name, sizeof(name));
    recv(fd, &r, sizeof(r), 0);
}

static void group6(void)
{
    struct sockaddr_in6 name = {.sin6_family = AF_INET6, .sin6_port = 80};
    struct ipv6_mreq r = {{{{0xff, 0x12}}}, 0};
    int fd = socket(AF_INET6, SOCK_DGRAM, 0);

    setsockopt(fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, &r, sizeof(r));
    connect(fd, (struct sockaddr *)&name, sizeof(name));
    recv(fd, &r, sizeof(r), 0);
}

static void errors(void)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = 80};
    int fd = socket(AF_INET, SOCK_DGRAM, 0), yes = 1;

    setsockopt(fd, IPPROTO_IP, IP_RECVERR, &yes, sizeof(yes));
    sendto(fd, "x", 1, 0, (struct sockaddr *)&name, sizeof(name));
    recv(fd, &name, sizeof(name), MSG_ERRQUEUE);
}

/* Two levels and two options: a number of one level is another one's. */
static void options(void)
{
    int fd = socket(AF_INET6, SOCK_DGRAM, 0), yes = 1;

    setsockopt(fd, IPPROTO_IP, IP_TRANSPARENT, &yes, sizeof(yes));
    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(yes));
    send(fd, "x", 1, 0);
}

int main(void)
{
#ifdef DO_PAIR
    pair();
#endif
#ifdef DO_UNIX
    server();
#endif
#ifdef DO_TCP
    tcp();
#endif
#ifdef DO_UDP
    udp();
#endif
#ifdef DO_RESOLVE
    resolve();
#endif
#ifdef DO_ANY
    any();
#endif
#ifdef DO_INTERFACES
    interfaces();
#endif
#ifdef DO_INDEX
    index_of();
#endif
#ifdef DO_NETLINK
    netlink();
#endif
#ifdef DO_GROUP
    group();
#endif
#ifdef DO_OPTIONS
    options();
#endif
#ifdef DO_ERRORS
    errors();
#endif
#ifdef DO_GROUP6
    group6();
#endif
    (void)any, (void)interfaces, (void)index_of, (void)netlink;
    (void)group, (void)group6, (void)errors;
    (void)pair, (void)server, (void)tcp, (void)udp;
    puts("done");
    return 0;
}
