/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* TCP over the loopback interface: connections, data, ends, errors. */
#include "net_inet.h"

static int joined(int domain, unsigned port)
{
    int fd = socket(domain, SOCK_STREAM, 0);

    if (join(fd, domain, port)) {
        printf("connect: %s\n", strerror(errno));
        close(fd);
        return -1;
    }
    return fd;
}

static void transfer(int c, int a)
{
    char buffer[100] = "";
    struct iovec iov[2] = {{"ab", 2}, {"cde", 3}};
    int n;

    show_poll("client", c);
    SHOW(write(c, "hello", 5));
    SHOW(send(c, " world", 6, MSG_MORE));
    SHOW(writev(c, iov, 2));
    show_poll("server", a);
    SHOW(ioctl(a, FIONREAD, &n));
    SHOW(n);
    show_receive(a, 8, MSG_PEEK);
    show_receive(a, 3, 0);
    show_receive(a, 100, 0);
    show_receive(a, 100, MSG_DONTWAIT);
    SHOW(send(a, "1234567890", 10, 0));
    SHOW(recv(c, buffer, 4, MSG_WAITALL));
    SHOW(recv(c, buffer, 2, MSG_TRUNC));
    SHOW(read(c, buffer, 100));
    printf("%.10s\n", buffer);
    SHOW(recv(c, buffer, 1, MSG_OOB));
}

static void half_close(int c, int a)
{
    char buffer[100] = "";

    SHOW(write(c, "last", 4));
    SHOW(shutdown(c, SHUT_WR));
    show_poll("shut", c);
    show_poll("peer shut", a);
    SHOW(read(a, buffer, 100));
    SHOW(read(a, buffer, 100));
    SHOW(write(a, "answer", 6));
    SHOW(read(c, buffer, 100));
    SHOW(write(c, "x", 1));
    SHOW(close(a));
    show_poll("both shut", c);
    SHOW(read(c, buffer, 100));
    SHOW(close(c));
}

static void resets(int domain, int l, unsigned port)
{
    struct linger linger = {1, 0};
    char buffer[10];
    int c = joined(domain, port), a = accept(l, NULL, NULL), error;
    socklen_t size = sizeof(error);

    SHOW(setsockopt(a, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger)));
    close(a);
    show_poll("reset", c);
    SHOW(getsockopt(c, SOL_SOCKET, SO_ERROR, &error, &size));
    HOLDS(error == ECONNRESET);
    SHOW(read(c, buffer, 10));
    SHOW(write(c, "x", 1));
    close(c);
    c = joined(domain, port);
    a = accept(l, NULL, NULL);
    write(c, "unread", 6);
    close(a);
    SHOW(read(c, buffer, 10));
    SHOW(read(c, buffer, 10));
    close(c);
}

static void run(int domain)
{
    unsigned port;
    int l = socket(domain, SOCK_STREAM, 0), c, a;

    show_poll("fresh", l);
    SHOW(read(l, &c, 1));
    SHOW(write(l, &c, 1));
    SHOW(accept(l, NULL, NULL));
    port = take_port(l, domain);
    HOLDS(port > 1000);
    joined(domain, port);
    SHOW(listen(l, 5));
    show_poll("listening", l);
    c = joined(domain, port);
    show_poll("connection", l);
    a = accept(l, NULL, NULL);
    show_name(c, false, port);
    show_name(c, true, port);
    show_name(a, false, port);
    SHOW(join(c, domain, port));
    SHOW(listen(c, 1));
    transfer(c, a);
    half_close(c, a);
    resets(domain, l, port);
    c = joined(domain, port);
    close(l);
    joined(domain, port);
    SHOW(read(c, &a, 1));
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGPIPE, SIG_IGN);
    run(AF_INET);
#ifndef NO_IPV6
    run(AF_INET6);
#endif
    SHOW(socket(AF_INET, SOCK_STREAM, IPPROTO_UDP));
    SHOW(socket(AF_INET, 9, 0));
    return 0;
}
