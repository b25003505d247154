/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What each call says in each state of a socket: new, bound, listening, on the
 * way, connected, half closed, closed, refused; over TCP, UDP and AF_UNIX.
 */
#include "net_inet.h"

static char data[100000];
static struct sockaddr_storage room;
static socklen_t size;

#define PEER(fd)                                                               \
    (size = sizeof(room), getpeername(fd, (struct sockaddr *)&room, &size))

static union inet_name here(unsigned port)
{
    union inet_name name;

    loopback(&name, AF_INET, port);
    return name;
}

static void wait_for(int fd, int events)
{
    struct pollfd p = {fd, events, 0};

    if (poll(&p, 1, 5000) != 1)
        printf("nothing came\n");
}

static int say_errors(int fd)
{
    int error = -1;
    socklen_t n = sizeof(error);

    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n);
    return error;
}

static void tcp_server(int *listener, unsigned *port)
{
    union inet_name name = here(0);
    int l = socket(AF_INET, SOCK_STREAM, 0), other;

    SHOW(bind(l, &name.any, sizeof(name.in)));
    SHOW(bind(l, &name.any, sizeof(name.in)));
    SHOW(listen(l, 1));
    SHOW(listen(l, 5));
    size = sizeof(name.in);
    getsockname(l, &name.any, &size);
    *port = ntohs(name.in.sin_port);
    other = socket(AF_INET, SOCK_STREAM, 0);
    SHOW(bind(other, &name.any, sizeof(name.in)));
    name.in.sin_addr.s_addr = htonl(0x01020304);
    SHOW(bind(other, &name.any, sizeof(name.in)));
    close(other);
    SHOW(join(l, AF_INET, *port));
    SHOW(shutdown(l, 9));
    SHOW(send(l, "x", 1, MSG_NOSIGNAL));
    SHOW(recv(l, data, 1, 0));
    SHOW(PEER(l));
    *listener = l;
}

static void tcp_client(int listener, unsigned port, int *client, int *server)
{
    union inet_name name = here(port);
    int c = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), s;

    HOLDS(join(c, AF_INET, port) == 0 || errno == EINPROGRESS);
    wait_for(c, POLLOUT);
    HOLDS(say_errors(c) == 0);
    WORKS(join(c, AF_INET, port));
    SHOW(join(c, AF_INET, port));
    size = sizeof(room);
    WORKS(s = accept4(listener, (struct sockaddr *)&room, &size,
                      SOCK_NONBLOCK | SOCK_CLOEXEC));
    SHOW(size);
    SHOW(fcntl(s, F_GETFL));
    SHOW(fcntl(s, F_GETFD));
    fcntl(listener, F_SETFL, O_NONBLOCK);
    SHOW(accept(listener, NULL, NULL));
    SHOW(bind(c, &name.any, sizeof(name.in)));
    SHOW(listen(c, 1));
    SHOW(PEER(c));
    *client = c;
    *server = s;
}

static void tcp_end(int c, int s)
{
    int n = -1;

    SHOW(recv(c, data, 4, 0));
    SHOW(recv(c, data, 4, MSG_PEEK));
    SHOW(send(c, "hello", 5, 0));
    wait_for(s, POLLIN);
    SHOW(recv(s, data, 3, MSG_PEEK));
    SHOW(recv(s, data, 3, MSG_TRUNC));
    SHOW(ioctl(s, FIONREAD, &n));
    SHOW(n);
    SHOW(recv(s, data, 9, 0));
    SHOW(shutdown(c, SHUT_RD));
    SHOW(recv(c, data, 4, 0));
    SHOW(shutdown(c, SHUT_WR));
    SHOW(send(c, "x", 1, MSG_NOSIGNAL));
    SHOW(send(c, "", 0, MSG_NOSIGNAL));
    wait_for(s, POLLRDHUP);
    SHOW(recv(s, data, 4, 0));
    SHOW(recv(s, data, 4, 0));
    show_poll("half closed", s);
    SHOW(shutdown(s, SHUT_RDWR));
    SHOW(send(s, "x", 1, MSG_NOSIGNAL));
    close(s);
    close(c);
}

static void tcp_refused(void)
{
    union inet_name nobody = here(1);
    int c = socket(AF_INET, SOCK_STREAM, 0), one = 1;

    SHOW(send(c, "x", 1, MSG_NOSIGNAL));
    SHOW(recv(c, data, 1, 0));
    SHOW(shutdown(c, SHUT_RDWR));
    close(c);
    c = socket(AF_INET, SOCK_STREAM, 0);
    SHOW(join(c, AF_INET, 1));
    SHOW(say_errors(c));
    SHOW(join(c, AF_INET, 1));
    SHOW(PEER(c));
    SHOW(setsockopt(c, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)));
    close(c);
    c = socket(AF_INET, SOCK_STREAM, 0);
    nobody.in.sin_port = 0;
    SHOW(connect(c, &nobody.any, sizeof(nobody.in)));
    nobody.in.sin_addr.s_addr = INADDR_BROADCAST;
    nobody.in.sin_port = htons(9);
    SHOW(connect(c, &nobody.any, sizeof(nobody.in)));
    close(c);
}

static void udp_ends(void)
{
    union inet_name name, to_all = here(9);
    int s = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0), n = -1;
    int c = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    unsigned port = take_port(s, AF_INET);

    name = here(port);
    SHOW(bind(c, &name.any, sizeof(name.in)));
    SHOW(bind(s, &name.any, sizeof(name.in)));
    SHOW(send(c, "x", 1, 0));
    SHOW(PEER(c));
    SHOW(shutdown(c, SHUT_RD));
    SHOW(sendto(c, "abcdef", 6, 0, &name.any, sizeof(name.in)));
    SHOW(sendto(c, "", 0, 0, &name.any, sizeof(name.in)));
    SHOW(ioctl(s, FIONREAD, &n));
    SHOW(n);
    SHOW(recv(s, data, 2, MSG_PEEK | MSG_TRUNC));
    SHOW(recv(s, data, 2, MSG_TRUNC));
    SHOW(recv(s, data, 2, 0));
    SHOW(recv(s, data, 2, 0));
    SHOW(join(c, AF_INET, port));
    SHOW(join(c, AF_INET, port));
    SHOW(PEER(c));
    SHOW(send(c, data, 65507, 0));
    SHOW(send(c, data, 65508, 0));
    SHOW(recv(s, data, sizeof(data), 0));
    name.any.sa_family = AF_UNSPEC;
    SHOW(connect(c, &name.any, sizeof(name.in)));
    SHOW(PEER(c));
    SHOW(send(c, "x", 1, 0));
    SHOW(join(c, AF_INET, port));
    SHOW(shutdown(c, SHUT_WR));
    SHOW(send(c, "x", 1, MSG_NOSIGNAL));
    SHOW(shutdown(c, SHUT_RD));
    SHOW(recv(c, data, 1, 0));
    show_poll("shut", c);
    close(c);
    c = socket(AF_INET, SOCK_DGRAM, 0);
    to_all.in.sin_addr.s_addr = INADDR_BROADCAST;
    SHOW(connect(c, &to_all.any, sizeof(to_all.in)));
    SHOW(sendto(c, "x", 1, 0, &to_all.any, sizeof(to_all.in)));
    close(c);
    close(s);
}

static long to(int fd, const char *path, bool bound)
{
    struct sockaddr_un name;
    socklen_t n = unix_name(&name, path);

    return bound ? bind(fd, (struct sockaddr *)&name, n)
                 : connect(fd, (struct sockaddr *)&name, n);
}

static void unix_ends(void)
{
    int l = socket(AF_UNIX, SOCK_STREAM, 0), s;
    int c = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);

    fs_put("file", "x");
    SHOW(listen(l, 1));
    SHOW(to(l, "server", true));
    SHOW(to(c, "server", true));
    SHOW(to(c, "none/server", true));
    SHOW(to(c, "file/server", true));
    SHOW(to(c, "server", false));
    SHOW(listen(l, 1));
    SHOW(to(c, "none", false));
    SHOW(to(c, "file", false));
    SHOW(to(c, "file/x", false));
    SHOW(to(c, "@abstract", false));
    SHOW(to(c, "server", false));
    SHOW(to(c, "server", false));
    SHOW(listen(c, 1));
    WORKS(s = accept4(l, NULL, NULL, SOCK_CLOEXEC));
    SHOW(PEER(c));
    SHOW(PEER(s));
    SHOW(send(c, "abc", 3, 0));
    SHOW(recv(s, data, 2, MSG_PEEK));
    SHOW(recv(s, data, 2, 0));
    SHOW(recv(s, data, 5, MSG_WAITALL | MSG_DONTWAIT));
    SHOW(recv(s, data, 5, MSG_DONTWAIT));
    SHOW(shutdown(c, SHUT_RD));
    SHOW(send(s, "x", 1, MSG_NOSIGNAL));
    SHOW(send(c, "y", 1, 0));
    close(c);
    SHOW(recv(s, data, 5, 0));
    SHOW(recv(s, data, 5, 0));
    SHOW(send(s, "x", 1, MSG_NOSIGNAL));
    close(s);
    SHOW(open("server", O_RDWR));
    close(l);
    c = socket(AF_UNIX, SOCK_STREAM, 0);
    SHOW(to(c, "server", false));
    SHOW(unlink("server"));
    SHOW(to(c, "server", false));
    close(c);
}

static void unix_datagrams(void)
{
    struct sockaddr_un name;
    socklen_t n = unix_name(&name, "box");
    struct sockaddr *box = (struct sockaddr *)&name;
    int d = socket(AF_UNIX, SOCK_DGRAM, 0);
    int e = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    int stream = socket(AF_UNIX, SOCK_STREAM, 0);

    SHOW(send(e, "x", 1, 0));
    SHOW(sendto(e, "x", 1, 0, box, n));
    SHOW(to(d, "box", true));
    SHOW(sendto(e, "x", 1, 0, box, n));
    SHOW(recv(d, data, 9, 0));
    SHOW(to(stream, "box", false));
    SHOW(to(e, "box", false));
    SHOW(send(e, "x", 1, 0));
    SHOW(listen(e, 1));
    SHOW(accept(e, NULL, NULL));
    close(d);
    SHOW(send(e, "x", 1, 0));
    SHOW(send(e, "x", 1, 0));
    close(e);
    close(stream);
}

int main(void)
{
    int listener, client, server;
    unsigned port;

    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    tcp_server(&listener, &port);
    tcp_client(listener, port, &client, &server);
    tcp_end(client, server);
    close(listener);
    tcp_refused();
    udp_ends();
    unix_ends();
    unix_datagrams();
    return 0;
}
