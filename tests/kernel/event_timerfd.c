/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* timerfd: one-shot and periodic, absolute and relative, all clocks, errors. */
#include "fs_check.h"
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>

static int fd;

static long long ns_now(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int set(int flags, long long ns, long long interval)
{
    struct itimerspec t = {{interval / 1000000000, interval % 1000000000},
                           {ns / 1000000000, ns % 1000000000}};

    return timerfd_settime(fd, flags, &t, NULL);
}

static long long count(void)
{
    uint64_t n = 0;

    return read(fd, &n, 8) == 8 ? (long long)n : -1;
}

static void of_clock(clockid_t clock)
{
    long long start = ns_now(clock);

    fd = timerfd_create(clock, 0);
    SHOW(set(0, 5000000, 0));
    SHOW(count());
    HOLDS(ns_now(clock) - start >= 5000000);
    SHOW(set(TFD_TIMER_ABSTIME, start + 20000000, 0));
    SHOW(count());
    HOLDS(ns_now(clock) - start >= 20000000);
    SHOW(set(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, start, 0));
    SHOW(count());
    SHOW(close(fd));
}

static void states(void)
{
    struct itimerspec t, old;

    fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    SHOW(count());
    SHOW(timerfd_gettime(fd, &t));
    SHOW(t.it_value.tv_sec + t.it_value.tv_nsec);
    SHOW(set(0, 100000000000, 7000000000));
    SHOW(timerfd_gettime(fd, &t));
    SHOW(t.it_value.tv_sec);
    SHOW(t.it_interval.tv_sec);
    t = (struct itimerspec){{0, 0}, {0, 0}};
    SHOW(timerfd_settime(fd, 0, &t, &old));
    SHOW(old.it_value.tv_sec);
    SHOW(timerfd_gettime(fd, &t));
    SHOW(t.it_value.tv_sec);
    SHOW(count());
    SHOW(close(fd));
}

static void waiting(void)
{
    struct epoll_event e = {.events = EPOLLIN};
    struct pollfd p;
    int ep = epoll_create1(0);

    fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    p = (struct pollfd){fd, POLLIN, 0};
    SHOW(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e));
    SHOW(set(0, 3000000, 3000000));
    SHOW(epoll_wait(ep, &e, 1, -1));
    SHOW(poll(&p, 1, -1));
    HOLDS(count() >= 1);
    usleep(20000);
    HOLDS(count() >= 6);
    SHOW(set(0, 0, 0));
    SHOW(epoll_wait(ep, &e, 1, 5));
}

int main(void)
{
    struct itimerspec bad = {{0, 0}, {0, 1000000000}};
    char small[4];
    int p[2];

    fs_enter();
    of_clock(CLOCK_MONOTONIC);
    of_clock(CLOCK_REALTIME);
    of_clock(CLOCK_BOOTTIME);
    states();
    waiting();
    pipe(p);
    SHOW(timerfd_create(CLOCK_PROCESS_CPUTIME_ID, 0));
    SHOW(timerfd_create(99, 0));
    SHOW(timerfd_create(CLOCK_MONOTONIC, 1));
    SHOW(timerfd_settime(fd, 0, &bad, NULL));
    SHOW(timerfd_settime(fd, 8, &bad, NULL));
    bad.it_value.tv_nsec = 0;
    SHOW(timerfd_settime(p[0], 0, &bad, NULL));
    SHOW(timerfd_settime(99, 0, &bad, NULL));
    SHOW(timerfd_gettime(p[0], &bad));
    SHOW(read(fd, small, 4));
    SHOW(write(fd, small, 8));
    return 0;
}
