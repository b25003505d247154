/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* timer_create: overruns, absolute times, many timers, notification kinds. */
#include "proc_check.h"
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>

static sem_t done;

static void notified(union sigval value)
{
    printf("thread %d\n", value.sival_int);
    sem_post(&done);
}

static void after(timer_t t, long ns, int flags, clockid_t clock)
{
    struct itimerspec s = {{0, 0}, {0, 0}};
    struct timespec now = {0, 0};

    if (flags)
        clock_gettime(clock, &now);
    ns += now.tv_nsec;
    s.it_value.tv_sec = now.tv_sec + ns / 1000000000;
    s.it_value.tv_nsec = ns % 1000000000;
    SHOW(timer_settime(t, flags, &s, NULL));
}

int main(void)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL,
                             .sigev_signo = SIGRTMIN};
    struct itimerspec every = {{0, 1000000}, {0, 1000000}}, now, stop = {0};
    timer_t t, many[20];
    siginfo_t info;
    sigset_t set;

    sem_init(&done, 0, 0);
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    sigaddset(&set, SIGALRM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    event.sigev_value.sival_int = 5;
    SHOW(timer_create(CLOCK_MONOTONIC, &event, &t));
    SHOW(timer_settime(t, 0, &every, NULL));
    usleep(30000);
    SHOW(sigwaitinfo(&set, &info) == SIGRTMIN);
    HOLDS(info.si_overrun >= 10);
    HOLDS(info.si_value.sival_int == 5 && info.si_code == SI_TIMER);
    SHOW(timer_gettime(t, &now));
    HOLDS(now.it_interval.tv_nsec == 1000000 && now.it_interval.tv_sec == 0);
    HOLDS(now.it_value.tv_nsec > 0 && now.it_value.tv_nsec <= 1000000);
    SHOW(timer_settime(t, 0, &stop, &now));
    HOLDS(now.it_interval.tv_nsec == 1000000);
    while (sigtimedwait(&set, NULL, &(struct timespec){0, 0}) > 0)
        ;
    SHOW(timer_gettime(t, &now));
    HOLDS(now.it_value.tv_nsec == 0 && now.it_value.tv_sec == 0);
    after(t, 5000000, TIMER_ABSTIME, CLOCK_MONOTONIC);
    SHOW(sigwaitinfo(&set, &info) == SIGRTMIN);
    SHOW(info.si_overrun);
    SHOW(timer_getoverrun(t));
    SHOW(timer_settime(t, TIMER_ABSTIME,
                       &(struct itimerspec){.it_value.tv_sec = 1}, NULL));
    SHOW(sigwaitinfo(&set, &info) == SIGRTMIN);
    SHOW(timer_settime(t, 0, &(struct itimerspec){.it_value.tv_nsec = -1},
                       NULL));
    SHOW(timer_settime(
        t, 0, &(struct itimerspec){.it_interval.tv_nsec = 1000000000}, NULL));
    SHOW(timer_delete(t));
    SHOW(timer_gettime(t, &now));
    SHOW(timer_delete(t));
    /* Without an event it is SIGALRM. */
    SHOW(timer_create(CLOCK_REALTIME, NULL, &t));
    after(t, 1000000, 0, CLOCK_REALTIME);
    SHOW(sigwaitinfo(&set, &info) == SIGALRM);
    after(t, 1000000, TIMER_ABSTIME, CLOCK_REALTIME);
    SHOW(sigwaitinfo(&set, &info) == SIGALRM);
    SHOW(timer_delete(t));
    /* Absolute times, far enough that all are set before the first comes. */
    clock_gettime(CLOCK_MONOTONIC, &stop.it_value);
    stop.it_value.tv_sec += 2;
    for (int i = 0; i < 20; i++) {
        event.sigev_value.sival_int = i;
        timer_create(CLOCK_MONOTONIC, &event, &many[i]);
        stop.it_value.tv_nsec = (40 - i) * 1000000;
        timer_settime(many[i], TIMER_ABSTIME, &stop, NULL);
    }
    for (int i = 0, last = 20; i < 20; i++) {
        sigwaitinfo(&set, &info);
        if (info.si_value.sival_int != last - 1)
            printf("%d after %d\n", info.si_value.sival_int, last);
        last = info.si_value.sival_int;
    }
    for (int i = 0; i < 20; i++)
        timer_delete(many[i]);
    event.sigev_notify = SIGEV_THREAD;
    event.sigev_notify_function = notified;
    event.sigev_value.sival_int = 8;
    SHOW(timer_create(CLOCK_MONOTONIC, &event, &t));
    after(t, 1000000, 0, CLOCK_MONOTONIC);
    sem_wait(&done);
    after(t, 1000000, 0, CLOCK_MONOTONIC);
    sem_wait(&done);
    SHOW(timer_delete(t));
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = 99;
    SHOW(timer_create(CLOCK_MONOTONIC, &event, &t));
    event.sigev_notify = 77;
    SHOW(timer_create(CLOCK_MONOTONIC, &event, &t));
    return 0;
}
