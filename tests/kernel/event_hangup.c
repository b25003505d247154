/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What poll says of ends that are gone, of all kinds; bad descriptors. */
#include "net_check.h"
#include <sys/eventfd.h>
#include <sys/timerfd.h>

static void show(const char *what, int fd)
{
    struct pollfd p = {fd,
                       POLLIN | POLLOUT | POLLPRI | POLLRDHUP | POLLRDNORM |
                           POLLWRNORM | POLLRDBAND,
                       0};
    int n = poll(&p, 1, 0);

    printf("%s: %d, %x", what, n, p.revents);
    p.events = 0;
    n = poll(&p, 1, 0);
    printf("; unasked %d, %x\n", n, p.revents);
}

static void pair(int type)
{
    int s[2];

    socketpair(AF_UNIX, type, 0, s);
    show("pair", s[0]);
    send(s[1], "x", 1, 0);
    show("data", s[0]);
    shutdown(s[1], SHUT_WR);
    show("peer shut for writing", s[0]);
    show("shut for writing", s[1]);
    recv(s[0], &(char){0}, 1, 0);
    show("drained", s[0]);
    shutdown(s[0], SHUT_WR);
    show("both shut", s[0]);
    close(s[1]);
    show("peer closed", s[0]);
    close(s[0]);
    socketpair(AF_UNIX, type, 0, s);
    shutdown(s[0], SHUT_RD);
    show("shut for reading", s[0]);
    show("peer of it", s[1]);
    send(s[0], "x", 1, 0);
    close(s[1]);
    show("unread data lost", s[0]);
    close(s[0]);
}

int main(void)
{
    struct pollfd many[4] = {{-1, POLLIN, 77}, {99, POLLIN, 77}, {0}, {0}};
    struct timeval zero = {0, 0};
    int p[2], fd;
    fd_set set;

    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    /* Linux's select ignores what is past its table of descriptors, whose size
       is inherited: make it large enough for 99. */
    close(dup2(STDOUT_FILENO, 200));
    pipe(p);
    show("empty pipe, reader", p[0]);
    show("empty pipe, writer", p[1]);
    write(p[1], "x", 1);
    show("data", p[0]);
    close(p[1]);
    show("data, no writer", p[0]);
    read(p[0], &(char){0}, 1);
    show("no data, no writer", p[0]);
    close(p[0]);
    pipe(p);
    close(p[0]);
    show("no reader", p[1]);
    close(p[1]);
    pair(SOCK_STREAM);
    pair(SOCK_DGRAM);
    pair(SOCK_SEQPACKET);
    mkfifo("fifo", 0600);
    fd = open("fifo", O_RDONLY | O_NONBLOCK);
    show("fifo without a writer yet", fd);
    p[1] = open("fifo", O_WRONLY);
    show("fifo with one", fd);
    close(p[1]);
    show("fifo without again", fd);
    fs_put("f", "x");
    show("file", open("f", O_RDONLY));
    show("folder", open(".", O_RDONLY));
    show("null", open("/dev/null", O_RDWR));
    show("path", open("f", O_PATH));
    show("event", eventfd(0, 0));
    show("timer", timerfd_create(CLOCK_MONOTONIC, 0));
    show("stream socket", socket(AF_UNIX, SOCK_STREAM, 0));
    show("datagram socket", socket(AF_UNIX, SOCK_DGRAM, 0));
    pipe(p);
    many[2] = (struct pollfd){p[1], POLLOUT, 77};
    many[3] = (struct pollfd){-5, POLLOUT, 77};
    SHOW(poll(many, 4, -1));
    printf("%x %x %x %x\n", many[0].revents, many[1].revents, many[2].revents,
           many[3].revents);
    SHOW(poll(NULL, 0, 0));
    SHOW(poll(many, -1, 0));
    FD_ZERO(&set);
    FD_SET(99, &set);
    SHOW(select(100, &set, NULL, NULL, &zero));
    SHOW(select(99, &set, NULL, NULL, &zero));
    close(p[1]);
    FD_ZERO(&set);
    FD_SET(p[0], &set);
    SHOW(select(p[0] + 1, &set, NULL, &(fd_set){{0}}, NULL));
    SHOW(FD_ISSET(p[0], &set) != 0);
    return 0;
}
