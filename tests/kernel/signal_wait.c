/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sigtimedwait and sigwait take pending signals without a handler. */
#include "proc_check.h"
#include <signal.h>

static void handler(int number)
{
    printf("HANDLER %d\n", number);
}

int main(void)
{
    struct timespec zero = {0, 0}, some = {0, 20000000};
    siginfo_t info;
    sigset_t set;
    int64_t start;
    int number = 0;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGUSR1, handler);
    SHOW(sigtimedwait(&set, &info, &zero));
    start = now_ns(CLOCK_MONOTONIC);
    SHOW(sigtimedwait(&set, &info, &some));
    HOLDS(now_ns(CLOCK_MONOTONIC) - start >= 20000000);
    SHOW(sigtimedwait(&set, &info, &(struct timespec){0, 1000000000}));
    SHOW(sigqueue(getpid(), SIGUSR2, (union sigval){.sival_int = 42}));
    SHOW(raise(SIGUSR1));
    SHOW(sigtimedwait(&set, &info, NULL));
    HOLDS(info.si_signo == SIGUSR1 && info.si_code == SI_TKILL);
    SHOW(sigwaitinfo(&set, &info));
    HOLDS(info.si_code == SI_QUEUE && info.si_value.sival_int == 42);
    SHOW(raise(SIGUSR1));
    SHOW_ERROR(sigwait(&set, &number));
    printf("%d\n", number);
    SHOW(sigtimedwait(&set, NULL, &zero));
    return 0;
}
