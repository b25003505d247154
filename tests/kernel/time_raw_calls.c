/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The bounds of what calls about time and timers take: clocks and timers that
 * do not exist, times below, at and above the least and the most.
 */
#include "proc_check.h"
#include <signal.h>
#include <sys/time.h>
#include <sys/times.h>

#define LONG INT64_MAX
#define CPU_OF(pid) (int)(~(unsigned)(pid) << 3 | 2)       /* its CPU time */
#define THREAD_OF(tid) (int)(~(unsigned)(tid) << 3 | 2 | 4) /* of a thread */

static void clocks(void)
{
    struct timespec t;
    int ids[] = {-1, 10, 12, 31, 32, 1000, INT32_MAX, INT32_MIN};

    for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
        printf("clock %d\n", ids[i]);
        SHOW(syscall(SYS_clock_gettime, ids[i], &t));
        SHOW(syscall(SYS_clock_getres, ids[i], &t));
        SHOW(syscall(SYS_clock_nanosleep, ids[i], 0, &t, NULL));
        SHOW(syscall(SYS_timer_create, ids[i], NULL, &t));
    }
    for (int i = CLOCK_MONOTONIC_RAW; i <= CLOCK_MONOTONIC_COARSE; i++)
        SHOW(syscall(SYS_timer_create, i, NULL, &t));
    SHOW(syscall(SYS_clock_gettime, CPU_OF(0), &t));
    SHOW(syscall(SYS_clock_gettime, CPU_OF(getpid()), &t));
    SHOW(syscall(SYS_clock_gettime, CPU_OF(1 << 28), &t));
    SHOW(syscall(SYS_clock_gettime, THREAD_OF(getpid()), &t));
    SHOW(syscall(SYS_clock_gettime, THREAD_OF(1 << 28), &t));
    SHOW(syscall(SYS_clock_getres, CPU_OF(1 << 28), &t));
    SHOW(syscall(SYS_clock_getres, CLOCK_MONOTONIC, NULL));
    SHOW(syscall(SYS_clock_getres, 77, NULL));
    SHOW(syscall(SYS_gettimeofday, NULL, NULL));
    HOLDS(syscall(SYS_times, NULL) >= 0);
}

static void sleeping(void)
{
    struct timespec none = {0, 0}, least = {0, 1}, bad[] = {
        {0, -1}, {0, 1000000000}, {-1, 0}, {INT64_MIN, 0}, {0, LONG}};
    struct timespec left = {7, 7};

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        SHOW(syscall(SYS_nanosleep, &bad[i], &left));
        SHOW(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &bad[i], &left));
        SHOW(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME,
                     &bad[i], &left));
    }
    SHOW(syscall(SYS_nanosleep, &none, &left));
    SHOW(syscall(SYS_nanosleep, &least, &least));
    SHOW(syscall(SYS_clock_nanosleep, CLOCK_REALTIME, 0, &none, &left));
    SHOW(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &none,
                 &left));
    SHOW(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 2, &least, &left));
    SHOW(syscall(SYS_clock_nanosleep, CLOCK_THREAD_CPUTIME_ID, 0, &none, NULL));
    SHOW(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC_RAW, 0, &none, NULL));
    SHOW(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC_COARSE, 0, bad, NULL));
    HOLDS(left.tv_sec == 7 && left.tv_nsec == 7);
}

static void interval(int which)
{
    struct itimerval value = {{7, 999999}, {1000, 500000}}, old;
    struct itimerval bad[] = {{{0, 0}, {0, 1000000}},
                              {{0, 1000000}, {0, 0}},
                              {{0, 0}, {-1, 0}},
                              {{-1, 0}, {0, 0}},
                              {{0, -1}, {0, 0}},
                              {{0, 0}, {0, -1}}};

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        SHOW(syscall(SYS_setitimer, which, &bad[i], NULL));
    SHOW(syscall(SYS_setitimer, which, &value, NULL));
    SHOW(syscall(SYS_getitimer, which, &old));
    HOLDS(old.it_value.tv_sec == 1000 && old.it_interval.tv_sec == 7);
    value.it_value.tv_sec = 2000;
    SHOW(syscall(SYS_setitimer, which, &value, &old));
    HOLDS(old.it_value.tv_sec == 1000);
    value.it_value = (struct timeval){0, 0};
    SHOW(syscall(SYS_setitimer, which, &value, NULL));
    SHOW(syscall(SYS_getitimer, which, &old));
    SHOW(old.it_value.tv_sec + old.it_value.tv_usec);
}

/* Only of real time: Linux' timers of CPU time overflow. */
static void far_away(void)
{
    struct itimerval value = {{LONG, 999999}, {LONG, 999999}}, old;

    SHOW(syscall(SYS_setitimer, ITIMER_REAL, &value, NULL));
    SHOW(syscall(SYS_getitimer, ITIMER_REAL, &old));
    HOLDS(old.it_value.tv_sec > 1000000000);
    HOLDS(old.it_interval.tv_sec > 1000000000);
    SHOW(syscall(SYS_setitimer, ITIMER_REAL, NULL, &old));
    HOLDS(old.it_value.tv_sec > 1000000000);
}

static void alarms(void)
{
    SHOW(syscall(SYS_setitimer, -1, NULL, NULL));
    SHOW(syscall(SYS_getitimer, -1, NULL));
    interval(ITIMER_REAL);
    interval(ITIMER_VIRTUAL);
    interval(ITIMER_PROF);
    far_away();
    SHOW(syscall(SYS_alarm, 0));
    SHOW(syscall(SYS_alarm, 1000));
    SHOW(syscall(SYS_alarm, UINT32_MAX));
    HOLDS((unsigned)syscall(SYS_alarm, 2000) == UINT32_MAX);
    SHOW(syscall(SYS_alarm, 0));
    SHOW(syscall(SYS_alarm, 0));
}

static void settings(int id)
{
    struct itimerspec bad[] = {
        {{0, 0}, {0, 1000000000}}, {{0, 0}, {-1, 0}}, {{0, -1}, {0, 0}},
        {{0, 1000000000}, {1, 0}}, {{-1, 0}, {1, 0}}};
    struct itimerspec far = {{LONG, 0}, {LONG, 999999999}}, now;

    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        SHOW(syscall(SYS_timer_settime, id, 0, &bad[i], NULL));
    SHOW(syscall(SYS_timer_settime, id, 0, NULL, NULL));
    SHOW(syscall(SYS_timer_settime, id, 0, &far, &now));
    SHOW(syscall(SYS_timer_gettime, id, &now));
    HOLDS(now.it_value.tv_sec > 1000000000);
    HOLDS(now.it_interval.tv_sec > 1000000000);
    SHOW(syscall(SYS_timer_settime, id, TIMER_ABSTIME, &far, &now));
    HOLDS(now.it_value.tv_sec > 1000000000);
    far.it_value = (struct timespec){0, 0};
    SHOW(syscall(SYS_timer_settime, id, 0, &far, NULL));
    SHOW(syscall(SYS_timer_gettime, id, &now));
    SHOW(now.it_value.tv_sec + now.it_value.tv_nsec);
}

static void timers(void)
{
    struct sigevent event = {.sigev_signo = SIGUSR1};
    int id = -1, kinds[] = {SIGEV_NONE, SIGEV_SIGNAL, SIGEV_THREAD, 3, 4, 5, 8};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        printf("kind %d\n", event.sigev_notify = kinds[i]);
        HOLDS(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &id) == 0);
    }
    event.sigev_notify = SIGEV_SIGNAL;
    for (int n = -1; n < 66; n += n == 1 ? 63 : 1) {
        printf("signal %d\n", event.sigev_signo = n);
        HOLDS(syscall(SYS_timer_create, CLOCK_REALTIME, &event, &id) == 0);
    }
    event.sigev_signo = SIGUSR1;
    HOLDS(syscall(SYS_timer_create, CLOCK_BOOTTIME, &event, &id) == 0);
    settings(id);
    SHOW(syscall(SYS_timer_getoverrun, id));
    SHOW(syscall(SYS_timer_delete, id));
    SHOW(syscall(SYS_timer_delete, -1));
    SHOW(syscall(SYS_timer_getoverrun, INT32_MAX));
    SHOW(syscall(SYS_timer_gettime, -1, NULL));
    SHOW(syscall(SYS_timer_settime, INT32_MIN, 0, NULL, NULL));
}

/* SIGEV_THREAD is libc's; to the kernel it is a signal. */
static void thread_event(void)
{
    struct sigevent event = {.sigev_signo = SIGUSR1,
                             .sigev_notify = SIGEV_THREAD};
    struct itimerspec soon = {{0, 0}, {0, 1}};
    uint64_t set = 1ull << (SIGUSR1 - 1);
    siginfo_t info;
    int id;

    syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, NULL, 8);
    SHOW(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &id));
    SHOW(syscall(SYS_timer_settime, id, 0, &soon, NULL));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, &info, NULL, 8));
    SHOW(info.si_code);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    clocks();
    sleeping();
    alarms();
    timers();
    thread_event();
    return 0;
}
