/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* timer_create and its like: signals, what is left, overruns, errors. */
#include "proc_check.h"
#include <signal.h>

static volatile int calls, value, code;

static void handler(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)context;
    calls++;
    value = info->si_value.sival_int;
    code = info->si_code;
}

static void block(int how, int number)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(how, &set, NULL);
}

static struct itimerspec in(long ns, long every)
{
    return (struct itimerspec){{0, every}, {0, ns}};
}

static void rest(long ns)
{
    struct timespec t = {0, ns};

    while (nanosleep(&t, &t))
        ;
}

static void overruns(timer_t t)
{
    struct itimerspec every = in(1000000, 1000000), none = in(0, 0);
    siginfo_t info;
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    block(SIG_BLOCK, SIGUSR1);
    SHOW(timer_settime(t, 0, &every, NULL));
    rest(30000000);
    SHOW(sigwaitinfo(&set, &info));
    HOLDS(info.si_overrun >= 10 && info.si_value.sival_int == 77);
    HOLDS(timer_getoverrun(t) == info.si_overrun);
    SHOW(sigwaitinfo(&set, &info)); /* it goes on */
    SHOW(timer_settime(t, 0, &none, NULL));
    while (sigtimedwait(&set, NULL, &(struct timespec){0, 3000000}) > 0)
        ;
    block(SIG_UNBLOCK, SIGUSR1);
}

static void errors(void)
{
    struct sigevent event = {.sigev_notify = 77, .sigev_signo = SIGUSR1};
    struct itimerspec bad = in(1000000000, 0), once = in(1000000, 0);
    timer_t t;

    SHOW(timer_create(CLOCK_MONOTONIC, &event, &t));
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = 99;
    SHOW(timer_create(CLOCK_MONOTONIC, &event, &t));
    event.sigev_signo = SIGUSR1;
    SHOW(timer_create(999, &event, &t));
    SHOW(timer_create(CLOCK_MONOTONIC, &event, &t));
    SHOW(timer_settime(t, 0, &bad, NULL));
    SHOW(timer_delete(t));
    SHOW(timer_delete(t));
    SHOW(timer_settime(t, 0, &once, NULL));
    SHOW(timer_gettime(t, &once));
    SHOW(timer_getoverrun(t));
}

int main(void)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL,
                             .sigev_signo = SIGUSR1,
                             .sigev_value.sival_int = 77};
    struct itimerspec often = in(5000000, 5000000), none = in(0, 0);
    struct itimerspec now, once, later = {{0, 0}, {100, 0}};
    timer_t t, silent;

    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGALRM, &action, NULL);
    SHOW(timer_create(CLOCK_MONOTONIC, &event, &t));
    SHOW(timer_gettime(t, &now));
    HOLDS(!now.it_value.tv_sec && !now.it_value.tv_nsec);
    /* Again and again: the first may come before pause(). */
    SHOW(timer_settime(t, 0, &often, NULL));
    SHOW(pause());
    SHOW(timer_settime(t, 0, &none, NULL));
    HOLDS(calls > 0);
    printf("value %d, code %d\n", value, code);
    calls = 1;
    SHOW(timer_settime(t, 0, &later, NULL));
    SHOW(timer_gettime(t, &now));
    HOLDS(now.it_value.tv_sec > 50 && now.it_value.tv_sec < 100);
    clock_gettime(CLOCK_MONOTONIC, &once.it_value);
    SHOW(timer_settime(t, TIMER_ABSTIME, &once, &now)); /* at once */
    HOLDS(now.it_value.tv_sec > 50 && now.it_value.tv_sec < 100);
    while (calls < 2)
        ;
    clock_gettime(CLOCK_REALTIME, &once.it_value);
    SHOW(timer_create(CLOCK_REALTIME, NULL, &silent));
    SHOW(timer_settime(silent, TIMER_ABSTIME, &once, NULL));
    while (calls < 3)
        ;
    printf("%d calls, code %d\n", calls, code);
    SHOW(timer_delete(silent));

    event.sigev_notify = SIGEV_NONE;
    once = in(3000000, 0);
    SHOW(timer_create(CLOCK_MONOTONIC, &event, &silent));
    SHOW(timer_settime(silent, 0, &once, NULL));
    rest(10000000);
    SHOW(timer_gettime(silent, &now));
    HOLDS(!now.it_value.tv_sec && !now.it_value.tv_nsec);

    event.sigev_notify = SIGEV_SIGNAL;
    SHOW(timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &silent));
    SHOW(timer_settime(silent, 0, &once, NULL));
    while (calls < 4)
        ;
    overruns(t);
    errors();
    return 0;
}
