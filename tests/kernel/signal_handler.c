/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A handler runs before raise() returns, once, with the right information. */
#include "proc_check.h"
#include <signal.h>

static volatile int calls;

static void simple(int number)
{
    printf("simple handler: %d\n", number);
    calls++;
}

static void detailed(int number, siginfo_t *info, void *context)
{
    printf("handler: %d, code %d\n", number, info->si_code);
    HOLDS(info->si_signo == number);
    HOLDS(info->si_pid == getpid());
    HOLDS(info->si_uid == getuid());
    HOLDS(context != NULL);
    errno = 77;
    calls++;
}

int main(void)
{
    struct sigaction action = {.sa_sigaction = detailed,
                               .sa_flags = SA_SIGINFO};

    signal(SIGUSR1, simple);
    SHOW(raise(SIGUSR1));
    SHOW(kill(getpid(), SIGUSR1));
    SHOW(sigaction(SIGUSR2, &action, NULL));
    SHOW(raise(SIGUSR2));
    SHOW(kill(getpid(), SIGUSR2));
    SHOW(kill(0, 0));
    SHOW(sigaction(SIGRTMIN + 3, &action, NULL));
    SHOW(kill(getpid(), SIGRTMIN + 3));
    SHOW(sigqueue(getpid(), SIGUSR2, (union sigval){.sival_int = 5}));
    printf("%d calls\n", calls);
    return 0;
}
