/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* clock_nanosleep: absolute times, clocks, errors; times that are left. */
#include "proc_check.h"
#include <signal.h>
#include <sys/time.h>
#include <time.h>

static void handler(int number)
{
    (void)number;
}

static struct timespec in(clockid_t clock, long ms)
{
    struct timespec t;

    clock_gettime(clock, &t);
    t.tv_nsec += ms * 1000000;
    while (t.tv_nsec >= 1000000000)
        t.tv_sec++, t.tv_nsec -= 1000000000;
    while (t.tv_nsec < 0)
        t.tv_sec--, t.tv_nsec += 1000000000;
    return t;
}

static void until(clockid_t clock, long ms)
{
    struct timespec t = in(clock, ms), now;

    SHOW_ERROR(clock_nanosleep(clock, TIMER_ABSTIME, &t, NULL));
    clock_gettime(clock, &now);
    HOLDS(now.tv_sec > t.tv_sec ||
          (now.tv_sec == t.tv_sec && now.tv_nsec >= t.tv_nsec));
}

static int errors(clockid_t clock, long sec, long nsec, int flags)
{
    return clock_nanosleep(clock, flags, &(struct timespec){sec, nsec}, NULL);
}

int main(void)
{
    struct sigaction action = {.sa_handler = handler};
    struct itimerval soon = {.it_value.tv_usec = 100000};
    struct timespec t, left = {77, 77};
    int64_t start;

    until(CLOCK_REALTIME, 15);
    until(CLOCK_MONOTONIC, 15);
    until(CLOCK_BOOTTIME, 15);
    until(CLOCK_REALTIME, -1000);
    until(CLOCK_MONOTONIC, -10);
    SHOW_ERROR(errors(CLOCK_MONOTONIC, 0, 0, TIMER_ABSTIME));
    SHOW_ERROR(errors(CLOCK_MONOTONIC, 0, 0, 0));
    SHOW_ERROR(errors(CLOCK_REALTIME, 0, 1, 0));
    SHOW_ERROR(errors(CLOCK_MONOTONIC, -1, 0, 0));
    SHOW_ERROR(errors(CLOCK_MONOTONIC, -1, 0, TIMER_ABSTIME));
    SHOW_ERROR(errors(CLOCK_MONOTONIC, 0, -1, 0));
    SHOW_ERROR(errors(CLOCK_MONOTONIC, 0, 1000000000, TIMER_ABSTIME));
    SHOW_ERROR(errors(CLOCK_THREAD_CPUTIME_ID, 0, 1, 0));
    SHOW_ERROR(errors(CLOCK_MONOTONIC_RAW, 0, 1, 0));
    SHOW_ERROR(errors(CLOCK_MONOTONIC_COARSE, 0, 1, 0));
    SHOW_ERROR(errors(99, 0, 1, 0));
    SHOW_ERROR(errors(-1, 0, 1, 0));
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &soon, NULL);
    t = (struct timespec){10, 0};
    SHOW_ERROR(clock_nanosleep(CLOCK_MONOTONIC, 0, &t, &left));
    HOLDS(left.tv_sec == 9 && left.tv_nsec < 1000000000);
    left.tv_sec = 77;
    setitimer(ITIMER_REAL, &soon, NULL);
    t = in(CLOCK_MONOTONIC, 10000);
    SHOW_ERROR(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, &left));
    SHOW(left.tv_sec);
    setitimer(ITIMER_REAL, &soon, NULL);
    SHOW(sleep(10) >= 9);
    setitimer(ITIMER_REAL, &soon, NULL);
    SHOW(usleep(3000000));
    start = now_ns(CLOCK_MONOTONIC);
    SHOW(nanosleep(&(struct timespec){0, 2000000}, &left));
    HOLDS(now_ns(CLOCK_MONOTONIC) - start >= 2000000);
    SHOW(syscall(SYS_nanosleep, &(struct timespec){0, 1000000000}, NULL));
    SHOW(clock_gettime(99, &t));
    SHOW(clock_gettime(-1000, &t) == 0 || errno == EINVAL);
    SHOW(clock_getres(CLOCK_MONOTONIC, NULL));
    SHOW(clock_getres(99, &t));
    SHOW(gettimeofday(NULL, NULL));
    return 0;
}
