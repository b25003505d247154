/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* alarm and setitimer end what blocks; what is left of a timer. */
#include "proc_check.h"
#include <signal.h>
#include <sys/time.h>

static volatile int calls;

static void handler(int number)
{
    (void)number;
    calls++;
}

static void install(int number, int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

    sigaction(number, &action, NULL);
}

static void start(int usec)
{
    struct itimerval once = {.it_value = {0, usec}};

    setitimer(ITIMER_REAL, &once, NULL);
}

int main(void)
{
    struct itimerval value, bad = {.it_value = {0, 1000000}};
    struct timespec rest = {0}, second = {100, 0};
    sigset_t set;

    install(SIGALRM, 0);
    SHOW(alarm(0));
    start(100000);
    SHOW(pause());
    start(100000);
    SHOW(nanosleep(&second, &rest));
    HOLDS(rest.tv_sec == 99 && rest.tv_nsec > 0);
    start(100000);
    SHOW_ERROR(clock_nanosleep(CLOCK_MONOTONIC, 0, &second, &rest));
    install(SIGALRM, SA_RESTART);
    start(100000);
    SHOW(nanosleep(&second, &rest));
    sigemptyset(&set);
    sigaddset(&set, SIGALRM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    start(100000);
    SHOW(sigwaitinfo(&set, NULL));
    start(100000);
    sigemptyset(&set);
    SHOW(sigsuspend(&set));
    sigaddset(&set, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    printf("%d calls\n", calls);
    SHOW(alarm(100));
    SHOW(alarm(50));
    SHOW(getitimer(ITIMER_REAL, &value));
    HOLDS(value.it_value.tv_sec == 49 && value.it_interval.tv_sec == 0);
    SHOW(alarm(0));
    SHOW(getitimer(ITIMER_REAL, &value));
    HOLDS(value.it_value.tv_sec == 0 && value.it_value.tv_usec == 0);
    SHOW(setitimer(ITIMER_REAL, &bad, NULL));
    SHOW(syscall(SYS_setitimer, 3, &value, NULL));
    SHOW(syscall(SYS_getitimer, -1, &value));
    return 0;
}
