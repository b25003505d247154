/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Datagram sockets of AF_INET6 take names of AF_INET, too, where they are not for
 * IPv6 alone; sockets of TCP and bind do not. AF_UNSPEC undoes a connection.
 */
#include "net_inet.h"

static union inet_name name4, name6;
static socklen_t size4, size6;

static void receive_from(int fd)
{
    union inet_name from;
    socklen_t size = sizeof(from);
    char text[20];
    ssize_t n = recvfrom(fd, text, sizeof(text), MSG_DONTWAIT, &from.any, &size);

    printf("received %d\n", (int)n);
    if (n >= 0)
        print_name(&from, size, 0);
}

static void both(int four, int six)
{
    union inet_name none = {.any.sa_family = AF_UNSPEC};

    SHOW(sendto(six, "one", 3, 0, &name4.any, size4));
    receive_from(four);
    SHOW(sendto(six, "two", 3, 0, &name6.any, size6));
    receive_from(six);
    SHOW(sendto(six, "x", 1, 0, &name4.any, 15));
    SHOW(sendto(six, "x", 1, 0, &name6.any, 23));
    SHOW(sendto(six, "x", 1, 0, &name4.any, 2));
    SHOW(connect(six, &name4.any, size4));
    show_name(six, true, ntohs(name4.in.sin_port));
    SHOW(send(six, "three", 5, 0));
    receive_from(four);
    SHOW(connect(six, &none.any, sizeof(none.in6)));
    show_name(six, true, 0);
    SHOW(connect(six, &name6.any, size6));
    SHOW(connect(six, &name4.any, 15));
    SHOW(bind(six, &name4.any, size4));
}

static void one_only(void)
{
    int six = socket(AF_INET6, SOCK_DGRAM, 0), one = 1;
    int tcp = socket(AF_INET6, SOCK_STREAM, 0);
    union inet_name wide = name4;

    SHOW(bind(six, &wide.any, sizeof(wide.in6)));
    SHOW(setsockopt(six, IPPROTO_IPV6, IPV6_V6ONLY, &one, sizeof(one)));
    SHOW(connect(six, &wide.any, sizeof(wide.in6)));
    SHOW(connect(tcp, &wide.any, sizeof(wide.in6)));
    SHOW(connect(tcp, &name4.any, size4));
    close(six);
    close(tcp);
}

int main(void)
{
    int four = socket(AF_INET, SOCK_DGRAM, 0);
    int six = socket(AF_INET6, SOCK_DGRAM, 0);

    setvbuf(stdout, NULL, _IOLBF, 0);
    size4 = loopback(&name4, AF_INET, take_port(four, AF_INET));
    name6.in6.sin6_family = AF_INET6;
    size6 = sizeof(name6.in6);
    SHOW(bind(six, &name6.any, size6));
    getsockname(six, &name6.any, &size6);
    name6.in6.sin6_addr.s6_addr[15] = 1;
    both(four, six);
    one_only();
    return 0;
}
