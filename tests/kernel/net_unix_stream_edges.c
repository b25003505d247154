/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* AF_UNIX streams: all or part, halves that close, what waits to be accepted.
 */
#include "net_check.h"

static struct sockaddr_un name;

static int client(int flags)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | flags, 0);

    SHOW(connect(fd, (void *)&name, unix_name(&name, "@stream")));
    return fd;
}

int main(void)
{
    static char large[500000];
    char text[40] = "";
    int s[2], l, c, a, n, value;
    socklen_t size;

    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGPIPE, SIG_IGN);
    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    send(s[0], "abc", 3, 0);
    send(s[0], "defgh", 5, 0);
    SHOW(recv(s[1], text, 40, MSG_PEEK));
    SHOW(recv(s[1], text, 2, MSG_PEEK | MSG_WAITALL));
    SHOW(recv(s[1], text, 4, MSG_WAITALL));
    SHOW(recv(s[1], text, 20, MSG_WAITALL | MSG_DONTWAIT));
    SHOW(send(s[0], "tail", 4, 0));
    shutdown(s[0], SHUT_WR);
    SHOW(recv(s[1], text, 20, MSG_WAITALL));
    SHOW(recv(s[1], text, 20, MSG_WAITALL));
    SHOW(send(s[0], "x", 1, 0));
    SHOW(send(s[1], "back", 4, 0));
    SHOW(shutdown(s[1], SHUT_RD));
    SHOW(recv(s[0], text, 20, 0));
    SHOW(shutdown(s[0], SHUT_RD));
    SHOW(send(s[1], "x", 1, 0));
    SHOW(recv(s[0], text, 20, 0));
    SHOW(shutdown(s[0], 3));
    SHOW(shutdown(s[0], -1));
    SHOW(shutdown(1, SHUT_RD));
    close(s[0]);
    close(s[1]);
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, s);
    n = send(s[0], large, sizeof(large), 0);
    HOLDS(n > 0 && n < 500000);
    SHOW(send(s[0], large, 1, 0) == 1 || errno == EAGAIN);
    while (recv(s[1], large, sizeof(large), 0) > 0)
        ;
    SHOW(send(s[0], large, 1000, 0));
    SHOW(ioctl(s[1], FIONREAD, &n));
    SHOW(n);
    close(s[1]);
    SHOW(recv(s[0], text, 20, 0));
    l = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    c = client(0);
    SHOW(bind(l, (void *)&name, unix_name(&name, "@stream")));
    SHOW(connect(c, (void *)&name, unix_name(&name, "@stream")));
    SHOW(accept(l, NULL, NULL));
    SHOW(listen(l, 1));
    SHOW(accept(l, NULL, NULL));
    SHOW(connect(c, (void *)&name, unix_name(&name, "@stream")));
    show_poll("a connection waits", l);
    SHOW(write(c, "early", 5));
    client(SOCK_NONBLOCK);
    client(SOCK_NONBLOCK);
    size = sizeof(name);
    SHOW((a = accept4(l, (void *)&name, &size, SOCK_NONBLOCK)) >= 0);
    show_unix_name(&name, size);
    SHOW(fcntl(a, F_GETFL) & O_NONBLOCK);
    SHOW(read(a, text, 20));
    size = sizeof(name);
    SHOW(getsockname(a, (void *)&name, &size));
    show_unix_name(&name, size);
    size = sizeof(name);
    SHOW(getpeername(c, (void *)&name, &size));
    show_unix_name(&name, size);
    size = 4;
    SHOW(getpeername(c, (void *)&name, &size));
    SHOW(size);
    SHOW(accept4(l, NULL, NULL, 1));
    SHOW(close(l));
    SHOW(write(c, "x", 1));
    close(c);
    SHOW(read(a, text, 20));
    SHOW(read(a, text, 20));
    size = sizeof(value);
    SHOW(getsockopt(a, SOL_SOCKET, SO_ERROR, &value, &size));
    SHOW(value);
    client(0);
    SHOW(connect(a, &(struct sockaddr){AF_INET}, sizeof(struct sockaddr)));
    SHOW(connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&name, 1));
    SHOW(bind(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&name, 200));
    return 0;
}
