/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Real-time signals queue with their values; the others are pending once. */
#include "proc_check.h"
#include <signal.h>

static void handler(int number, siginfo_t *info, void *context)
{
    (void)context;
    printf("%s: code %d value %d\n",
           number == SIGUSR1        ? "USR1"
           : number == SIGRTMIN     ? "RTMIN"
           : number == SIGRTMIN + 1 ? "RTMIN+1"
                                    : "other",
           info->si_code, info->si_value.sival_int);
}

int main(void)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigset_t all, before;

    sigfillset(&action.sa_mask);
    sigfillset(&all);
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGRTMIN, &action, NULL);
    sigaction(SIGRTMIN + 1, &action, NULL);
    sigprocmask(SIG_SETMASK, &all, &before);
    for (int i = 0; i < 3; i++) {
        SHOW(sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = i}));
        SHOW(sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 10 + i}));
        SHOW(sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 20 + i}));
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    SHOW(sigqueue(getpid(), 65, (union sigval){.sival_int = 0}));
    SHOW(sigqueue(getpid(), -1, (union sigval){.sival_int = 0}));
    SHOW(sigqueue(2000000000, SIGUSR1, (union sigval){.sival_int = 0}));
    SHOW(sigqueue(getpid(), 0, (union sigval){.sival_int = 0}));
    return 0;
}
