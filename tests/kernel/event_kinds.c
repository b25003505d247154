/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Waiting for a descriptor of each kind of file: poll, select and epoll. */
#include "fs_kinds.h"
#include <sys/select.h>

#define SHOWN                                                                  \
    (POLLIN | POLLPRI | POLLOUT | POLLERR | POLLHUP | POLLNVAL | POLLRDNORM |  \
     POLLWRNORM | POLLRDHUP)

static long poll_for(int fd, int events)
{
    struct pollfd p = {fd, events, -1};
    long n = poll(&p, 1, 0);

    return n < 0 ? n : n * 0x10000 + (p.revents & SHOWN);
}

/* The sets that it is in afterwards. */
static long select_for(int fd)
{
    struct timeval now = {0, 0};
    fd_set in, out, except;

    if (fd < 0)
        return 0;
    FD_ZERO(&in);
    FD_ZERO(&out);
    FD_ZERO(&except);
    FD_SET(fd, &in);
    FD_SET(fd, &out);
    FD_SET(fd, &except);
    if (select(fd + 1, &in, &out, &except, &now) < 0)
        return -1;
    return !!FD_ISSET(fd, &in) + 2 * !!FD_ISSET(fd, &out) +
           4 * !!FD_ISSET(fd, &except);
}

/* Adds it, waits, changes it, waits, and takes it out. */
static long epoll_for(int fd, unsigned events, unsigned then)
{
    struct epoll_event e = {.events = events}, got = {0};
    int queue = epoll_create1(0);
    long n = epoll_ctl(queue, EPOLL_CTL_ADD, fd, &e), second = 0;

    if (n == 0) {
        n = epoll_wait(queue, &got, 1, 0) * 0x10000 + (got.events & SHOWN);
        e.events = then;
        got.events = 0;
        if (epoll_ctl(queue, EPOLL_CTL_MOD, fd, &e))
            second = -errno;
        else
            second = epoll_wait(queue, &got, 1, 0) * 0x10000 +
                     (got.events & SHOWN);
        if (epoll_ctl(queue, EPOLL_CTL_DEL, fd, NULL))
            printf("cannot take it out: %s\n", strerror(errno));
        printf("then %lx, ", second);
    }
    close(queue);
    return n;
}

static long epoll_on(int queue, int op)
{
    struct epoll_event e = {.events = EPOLLIN};
    int ends[2], error;
    long n;

    if (pipe(ends))
        return -1;
    n = epoll_ctl(queue, op, ends[0], &e);
    error = errno;
    close(ends[0]);
    close(ends[1]);
    errno = error;
    return n;
}

static void wait_for(enum kind kind)
{
    struct epoll_event e;
    int queue = epoll_create1(0);

    ON(poll_for(fd, -1));
    ON(poll_for(fd, 0));
    ON(poll_for(fd, POLLIN));
    ON(poll_for(fd, POLLOUT));
    if (kind != PATH && kind != LINK_PATH) /* versions of Linux differ */
        ON(select_for(fd));
    ON(epoll_for(fd, EPOLLIN, EPOLLOUT));
    ON(epoll_for(fd, EPOLLIN | EPOLLOUT | EPOLLRDHUP, 0));
    ON(epoll_for(fd, EPOLLIN | EPOLLOUT | EPOLLET, EPOLLIN | EPOLLET));
    ON(epoll_for(fd, EPOLLOUT | EPOLLONESHOT, EPOLLOUT | EPOLLONESHOT));
    ON(epoll_for(fd, EPOLLIN | EPOLLEXCLUSIVE, EPOLLIN));
    ON(epoll_ctl(queue, EPOLL_CTL_MOD, fd, &e));
    ON(epoll_ctl(queue, EPOLL_CTL_DEL, fd, &e));
    ON(epoll_ctl(queue, 77, fd, &e));
    ON(epoll_on(fd, EPOLL_CTL_ADD));
    ON(epoll_on(fd, EPOLL_CTL_DEL));
    ON(epoll_on(fd, EPOLL_CTL_MOD));
    ON(epoll_wait(fd, &e, 1, 0));
    close(queue);
}

/* The other end goes. */
static long hang_up(int fd, int peer)
{
    close(peer);
    return poll_for(fd, -1) * 0x1000000 + select_for(fd);
}

int main(void)
{
    fs_enter();
    signal(SIGPIPE, SIG_IGN);
    for (enum kind kind = 0; kind < KINDS; kind++) {
        wait_for(kind);
        if (kind >= PIPE_R && kind <= SEQUENCE && kind != FIFO_RW)
            ON(hang_up(fd, peer));
    }
    return 0;
}
