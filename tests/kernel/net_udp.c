/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* UDP over the loopback interface: datagrams, names, connecting, errors. */
#include "net_inet.h"

static char large[65507];

static void show_datagram(int fd, unsigned port, size_t room, int flags)
{
    static char text[70000];
    union inet_name from;
    socklen_t size = sizeof(from);
    ssize_t n = recvfrom(fd, text, room, flags, &from.any, &size);

    if (n < 0) {
        printf("recvfrom: %s\n", strerror(errno));
        return;
    }
    printf("recvfrom: %d \"%.10s\" ", (int)n, text);
    print_name(&from, size, port);
    memset(text, 0, sizeof(text));
}

static void connected(int a, unsigned port, int domain)
{
    union inet_name name = {.any.sa_family = AF_UNSPEC};
    int b = socket(domain, SOCK_DGRAM, 0);
    unsigned other;

    SHOW(send(b, "x", 1, 0));
    SHOW(write(b, "x", 1));
    show_name(b, true, port);
    SHOW(join(b, domain, port));
    show_name(b, true, port);
    show_name(b, false, port);
    SHOW(send(b, "from b", 6, 0));
    show_datagram(a, port, 100, 0);
    SHOW(join(b, domain, port));
    other = take_port(a, domain);
    SHOW(connect(b, &name.any, sizeof(name.in)));
    SHOW(send(b, "x", 1, 0));
    SHOW(shutdown(b, SHUT_RDWR));
    close(b);
    (void)other;
}

static void run(int domain)
{
    union inet_name name;
    int a = socket(domain, SOCK_DGRAM | SOCK_NONBLOCK, 0), n;
    int b = socket(domain, SOCK_DGRAM, IPPROTO_UDP);
    unsigned port = take_port(a, domain), from;
    socklen_t size = loopback(&name, domain, port);

    show_poll("fresh", a);
    show_name(a, false, port);
    show_datagram(a, port, 100, 0);
    SHOW(sendto(b, "first", 5, 0, &name.any, size));
    SHOW(sendto(b, "second", 6, 0, &name.any, size));
    SHOW(sendto(b, "", 0, 0, &name.any, size));
    SHOW(ioctl(a, FIONREAD, &n));
    SHOW(n);
    show_poll("two", a);
    show_datagram(a, port, 100, MSG_PEEK);
    show_datagram(a, port, 3, 0);
    show_receive(a, 3, MSG_TRUNC);
    show_receive(a, 3, 0);
    show_receive(a, 3, 0);
    SHOW(
        sendto(b, large, domain == AF_INET ? 65507 : 1200, 0, &name.any, size));
    show_datagram(a, port, 70000, 0);
    SHOW(sendto(b, large, 65536, 0, &name.any, size));
    SHOW(listen(a, 1));
    SHOW(accept(a, NULL, NULL));
    size = sizeof(name);
    getsockname(b, &name.any, &size);
    from = ntohs(name.in.sin_port);
    HOLDS(from != 0 && from != port);
    SHOW(bind(b, &name.any, size));
    SHOW(bind(a, &name.any, size));
    n = socket(domain, SOCK_DGRAM, 0);
    loopback(&name, domain, port);
    SHOW(bind(n, &name.any, size));
    connected(a, port, domain);
    close(a);
    close(b);
    close(n);
}

int main(void)
{
    union inet_name name = {.in = {.sin_family = AF_INET,
                                   .sin_port = htons(9),
                                   .sin_addr = {0x01010101}}};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    setvbuf(stdout, NULL, _IOLBF, 0);
    run(AF_INET);
    run(AF_INET6);
    SHOW(bind(fd, &name.any, sizeof(name.in)));
    SHOW(bind(fd, &name.any, 3));
    name.any.sa_family = AF_UNIX;
    SHOW(bind(fd, &name.any, sizeof(name.in)));
    SHOW(sendto(fd, "x", 1, 0, &name.any, 5));
    return 0;
}
