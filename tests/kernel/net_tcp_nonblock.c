/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* TCP that does not block: connecting, refusals, full buffers, timeouts. */
#include "net_inet.h"

static int error_of(int fd)
{
    int v = -1;
    socklen_t size = sizeof(v);

    getsockopt(fd, SOL_SOCKET, SO_ERROR, &v, &size);
    return v;
}

static int wait_for(int fd, short events)
{
    struct pollfd p = {fd, events, 0};

    poll(&p, 1, 5000);
    return p.revents;
}

int main(void)
{
    static char large[1 << 20];
    struct timeval limit = {0, 20000}, got;
    struct linger linger = {1, 0};
    int l = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), c, a;
    unsigned port = take_port(l, AF_INET);
    socklen_t size = sizeof(got);
    char text[20];
    long sent = 0, n, received = 0;

    signal(SIGPIPE, SIG_IGN);
    /* Nobody listens. */
    c = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    SHOW(join(c, AF_INET, port) == -1 &&
         (errno == EINPROGRESS || errno == ECONNREFUSED));
    wait_for(c, POLLOUT);
    show_poll("refused", c);
    HOLDS(error_of(c) == ECONNREFUSED);
    SHOW(error_of(c));
    SHOW(send(c, "x", 1, 0));
    close(c);
    SHOW(join(socket(AF_INET, SOCK_STREAM, 0), AF_INET, port));
    SHOW(listen(l, 3));
    SHOW(accept(l, NULL, NULL));
    c = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    show_poll("not connected", c);
    SHOW(recv(c, text, 20, 0));
    SHOW(send(c, "x", 1, 0));
    SHOW(join(c, AF_INET, port) == 0 || errno == EINPROGRESS);
    SHOW(wait_for(c, POLLOUT));
    SHOW(error_of(c));
    SHOW(wait_for(l, POLLIN));
    SHOW((a = accept(l, NULL, NULL)) >= 0);
    SHOW(fcntl(a, F_GETFL) & O_NONBLOCK);
    SHOW(recv(c, text, 20, 0));
    /* Until nothing goes in any more; all of it comes out. */
    while ((n = send(c, large, sizeof(large), 0)) > 0)
        sent += n;
    printf("%s\n", strerror(errno));
    HOLDS(sent > 10000);
    SHOW(wait_for(c, POLLRDHUP) & POLLOUT);
    SHOW(shutdown(c, SHUT_WR));
    SHOW(send(c, "x", 1, 0));
    while ((n = recv(a, large, sizeof(large), 0)) > 0)
        received += n;
    SHOW(n);
    HOLDS(received == sent);
    SHOW(recv(a, text, 1, MSG_PEEK));
    SHOW(send(a, "abcdef", 6, 0));
    SHOW(wait_for(c, POLLIN));
    SHOW(recv(c, text, 3, MSG_PEEK));
    SHOW(recv(c, text, 3, MSG_TRUNC));
    SHOW(recv(c, text, 20, MSG_WAITALL));
    SHOW(recv(c, text, 20, MSG_WAITALL | MSG_DONTWAIT));
    /* Times of the socket, in a call that blocks. */
    SHOW(fcntl(c, F_SETFL, 0));
    SHOW(setsockopt(c, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)));
    SHOW(getsockopt(c, SOL_SOCKET, SO_RCVTIMEO, &got, &size));
    HOLDS(got.tv_sec == 0 && got.tv_usec == 20000);
    SHOW(recv(c, text, 20, 0));
    SHOW(recv(c, text, 20, MSG_WAITALL));
    limit.tv_usec = 1000000;
    SHOW(setsockopt(c, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)));
    limit.tv_usec = -1;
    SHOW(setsockopt(c, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)));
    SHOW(setsockopt(c, SOL_SOCKET, SO_RCVTIMEO, &limit, 4));
    /* A reset is told once, then it is the end. */
    SHOW(setsockopt(a, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger)));
    close(a);
    wait_for(c, POLLIN);
    show_poll("reset", c);
    SHOW(recv(c, text, 20, 0));
    SHOW(recv(c, text, 20, 0));
    SHOW(send(c, "x", 1, 0));
    SHOW(shutdown(c, SHUT_RD));
    return 0;
}
