/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* connect() once more on a socket that was refused, blocking and not, with and
 * without a name of its own. */
#include "net_inet.h"

static int listener;
static unsigned port, own;

static void show_error(int fd)
{
    int error = -1;
    socklen_t size = sizeof(error);

    SHOW(getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size));
    printf("pending: %s\n", error ? strerror(error) : "none");
}

static void wait_end(int fd)
{
    struct pollfd p = {fd, POLLOUT, 0};

    SHOW(poll(&p, 1, 2000));
}

static unsigned closed_port(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    unsigned n = take_port(fd, AF_INET);

    close(fd);
    return n;
}

static void talk(int fd)
{
    char c = 0;
    int peer = accept(listener, NULL, NULL);

    SHOW(write(fd, "x", 1));
    SHOW(read(peer, &c, 1));
    show_poll("connected", fd);
    show_name(fd, true, port);
    close(peer);
    close(fd);
}

static void blocking(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;

    SHOW(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)));
    SHOW(join(fd, AF_INET, closed_port()));
    show_poll("refused", fd);
    show_error(fd);
    show_name(fd, true, 0);
    SHOW(send(fd, "x", 1, MSG_NOSIGNAL));
    SHOW(join(fd, AF_INET, closed_port()));
    SHOW(join(fd, AF_INET, port));
    talk(fd);
}

static void told_by_option(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    SHOW(join(fd, AF_INET, closed_port()));
    wait_end(fd);
    show_error(fd);
    SHOW(join(fd, AF_INET, port));
    SHOW(join(fd, AF_INET, port));
    wait_end(fd);
    SHOW(join(fd, AF_INET, port));
    SHOW(join(fd, AF_INET, port));
    talk(fd);
}

static void told_by_connect(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    SHOW(join(fd, AF_INET, closed_port()));
    wait_end(fd);
    show_poll("refused", fd);
    SHOW(join(fd, AF_INET, port));
    show_poll("told", fd);
    SHOW(join(fd, AF_INET, port));
    wait_end(fd);
    show_error(fd);
    talk(fd);
}

static void named(void)
{
    union inet_name name;
    socklen_t size;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    own = closed_port();
    size = loopback(&name, AF_INET, own);
    SHOW(bind(fd, &name.any, size));
    SHOW(join(fd, AF_INET, closed_port()));
    SHOW(join(fd, AF_INET, port));
    show_name(fd, false, own);
    talk(fd);
}

static void listens(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    SHOW(join(fd, AF_INET, closed_port()));
    SHOW(listen(fd, 1));
    SHOW(join(fd, AF_INET, port));
    close(fd);
}

int main(void)
{
    listener = socket(AF_INET, SOCK_STREAM, 0);
    port = take_port(listener, AF_INET);
    listen(listener, 5);
    blocking();
    told_by_option();
    told_by_connect();
    named();
    listens();
    return 0;
}
