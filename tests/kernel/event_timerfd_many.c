/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Many timers at once: they fire in the order of their times. */
#include "proc_check.h"
#include <poll.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>

#define TIMERS 30

int main(void)
{
    int fd[TIMERS], queue = epoll_create1(0), next = 0, wrong = 0;
    struct itimerspec t = {{0, 0}, {0, 0}}, now;
    struct timespec base;
    uint64_t ticks;

    clock_gettime(CLOCK_MONOTONIC, &base);
    for (int i = 0; i < TIMERS; i++) {
        int place = i * 7 % TIMERS;
        struct epoll_event e = {.events = EPOLLIN, .data.u32 = place};

        fd[place] = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
        t.it_value = base;
        t.it_value.tv_nsec += 20000000 + place * 2000000;
        while (t.it_value.tv_nsec >= 1000000000)
            t.it_value.tv_sec++, t.it_value.tv_nsec -= 1000000000;
        timerfd_settime(fd[place], TFD_TIMER_ABSTIME, &t, NULL);
        epoll_ctl(queue, EPOLL_CTL_ADD, fd[place], &e);
    }
    while (next < TIMERS) {
        struct epoll_event e[TIMERS];
        int n = epoll_wait(queue, e, TIMERS, 5000), seen = 0;

        for (int i = 0; i < n; i++) {
            if (read(fd[e[i].data.u32], &ticks, 8) != 8 || ticks != 1)
                wrong++;
            seen |= 1 << (e[i].data.u32 - next);
        }
        /* Those that came together are neighbours. */
        if (seen != (1 << n) - 1)
            wrong++;
        next += n;
    }
    SHOW(wrong);
    SHOW(epoll_wait(queue, &(struct epoll_event){0}, 1, 0));
    SHOW(timerfd_gettime(fd[3], &now));
    HOLDS(now.it_value.tv_sec == 0 && now.it_value.tv_nsec == 0);
    SHOW(read(fd[3], &ticks, 8));
    return 0;
}
