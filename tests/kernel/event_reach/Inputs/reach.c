/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One kind of waiting, chosen by a macro; see reach.test. */
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <unistd.h>

int main(void)
{
    int p[2] = {0};

#if defined(DO_POLL)
    struct pollfd fd = {0, POLLIN, 0};

    pipe(p);
    fd.fd = p[0];
    poll(&fd, 1, 0);
    close(p[0]);
#elif defined(DO_EPOLL)
    struct epoll_event e = {.events = EPOLLIN};
    int ep = epoll_create1(0);

    pipe(p);
    epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &e);
    epoll_wait(ep, &e, 1, 0);
    close(p[0]);
#elif defined(DO_EVENTFD)
    long n;

    p[0] = eventfd(1, 0);
    read(p[0], &n, sizeof(n));
    close(p[0]);
#elif defined(DO_TIMERFD)
    struct itimerspec t = {{0, 0}, {0, 1}};
    long n;

    p[0] = timerfd_create(CLOCK_MONOTONIC, 0);
    timerfd_settime(p[0], 0, &t, NULL);
    read(p[0], &n, sizeof(n));
    close(p[0]);
#elif defined(DO_FIFO)
    mkfifo("fifo", 0600);
    p[0] = open("fifo", O_RDWR);
    write(p[0], p, 1);
    close(p[0]);
#elif defined(DO_FLOCK)
    p[0] = open("file", O_RDWR);
    flock(p[0], LOCK_EX);
    close(p[0]);
#endif
    return p[0] < 0;
}
