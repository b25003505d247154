/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* TCP over loopback: names before and after, ports that are taken, IPv6. */
#include "net_inet.h"

static int value(int fd, int level, int option)
{
    int v = -1;
    socklen_t size = sizeof(v);

    return getsockopt(fd, level, option, &v, &size) ? -errno : v;
}

static void family(int domain)
{
    int l = socket(domain, SOCK_STREAM, 0), c, a, other, on = 1;
    union inet_name name;
    socklen_t size;
    unsigned port;

    printf("family %s\n", domain == AF_INET ? "4" : "6");
    show_name(l, false, 1);
    show_name(l, true, 1);
    SHOW(value(l, SOL_SOCKET, SO_DOMAIN) == domain);
    SHOW(value(l, SOL_SOCKET, SO_TYPE));
    SHOW(value(l, SOL_SOCKET, SO_PROTOCOL));
    SHOW(value(l, SOL_SOCKET, SO_ACCEPTCONN));
    port = take_port(l, domain);
    show_name(l, false, port);
    size = loopback(&name, domain, port);
    SHOW(bind(l, &name.any, size));
    other = socket(domain, SOCK_STREAM, 0);
    SHOW(bind(other, &name.any, size));
    SHOW(listen(l, 4));
    SHOW(value(l, SOL_SOCKET, SO_ACCEPTCONN));
    c = socket(domain, SOCK_STREAM, 0);
    SHOW(join(c, domain, port));
    show_name(c, true, port);
    size = sizeof(name);
    SHOW((a = accept4(l, &name.any, &size, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0);
    print_name(&name, size, port);
    SHOW(fcntl(a, F_GETFD));
    SHOW((fcntl(a, F_GETFL) & O_NONBLOCK) != 0);
    show_name(a, false, port);
    SHOW(join(c, domain, port));
    SHOW(bind(c, &name.any, size));
    SHOW(listen(c, 1));
    SHOW(accept(a, NULL, NULL));
    SHOW(connect(l, &name.any, size));
    size = 3;
    SHOW(getpeername(c, &name.any, &size));
    SHOW(size > 3);
    SHOW(bind(other, &name.any, 4));
    name.any.sa_family = AF_UNIX;
    SHOW(bind(other, &name.any, sizeof(name)));
    SHOW(setsockopt(other, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)));
    SHOW(value(other, SOL_SOCKET, SO_REUSEADDR));
    size = loopback(&name, domain, port);
    SHOW(bind(other, &name.any, size));
    close(l);
    SHOW(join(socket(domain, SOCK_STREAM, 0), domain, port));
    SHOW(write(c, "still", 5));
    SHOW(read(a, &name, sizeof(name)));
    close(a);
    close(c);
}

int main(void)
{
    union inet_name name;
    int fd = socket(AF_INET6, SOCK_STREAM, 0), c, on = 0;
    socklen_t size;
    unsigned port;

    signal(SIGPIPE, SIG_IGN);
    family(AF_INET);
    family(AF_INET6);
    /* An IPv6 socket for everybody takes IPv4 as mapped addresses. */
    SHOW(setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on)));
    loopback(&name, AF_INET6, 0);
    name.in6.sin6_addr = in6addr_any;
    SHOW(bind(fd, &name.any, sizeof(name.in6)));
    SHOW(listen(fd, 1));
    size = sizeof(name);
    getsockname(fd, &name.any, &size);
    port = ntohs(name.in6.sin6_port);
    c = socket(AF_INET, SOCK_STREAM, 0);
    SHOW(join(c, AF_INET, port));
    size = sizeof(name);
    SHOW(accept(fd, &name.any, &size) >= 0);
    print_name(&name, size, port);
    on = 1;
    fd = socket(AF_INET6, SOCK_STREAM, 0);
    SHOW(setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on)));
    SHOW(value(fd, IPPROTO_IPV6, IPV6_V6ONLY));
    port = take_port(fd, AF_INET6);
    SHOW(listen(fd, 1));
    SHOW(join(socket(AF_INET, SOCK_STREAM, 0), AF_INET, port));
    SHOW(join(socket(AF_INET6, SOCK_STREAM, 0), AF_INET6, port));
    return 0;
}
