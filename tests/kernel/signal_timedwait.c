/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sigtimedwait and sigwaitinfo: order, what is not theirs, time, errors. */
#include "proc_check.h"
#include <signal.h>

static void handler(int number)
{
    printf("handler %d\n", number);
}

static long take(const sigset_t *set, const struct timespec *time)
{
    siginfo_t info;
    int number;

    memset(&info, 0, sizeof(info));
    number = sigtimedwait(set, &info, time);
    if (number > 0)
        printf("  %d: code %d, value %d\n", number, info.si_code,
               info.si_code == SI_QUEUE ? info.si_value.sival_int : 0);
    return number;
}

int main(void)
{
    struct sigaction action = {.sa_handler = handler};
    struct timespec zero = {0, 0}, soon = {0, 10000000};
    sigset_t set, all, empty;

    sigemptyset(&empty);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGRTMIN + 2);
    sigaddset(&set, SIGRTMIN + 1);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    sigaction(SIGUSR2, &action, NULL);
    sigaction(SIGALRM, &action, NULL);
    SHOW(take(&set, &zero));
    SHOW(take(&set, &soon));
    SHOW(take(&empty, &soon));
    /* The lowest number first, each real-time signal in its order. */
    for (int i = 0; i < 3; i++)
        sigqueue(getpid(), SIGRTMIN + 2, (union sigval){.sival_int = i});
    sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = 7});
    raise(SIGTERM);
    raise(SIGTERM);
    kill(getpid(), SIGUSR1);
    for (int i = 0; i < 7; i++)
        SHOW(take(&set, &zero));
    /* Only what the set names. */
    raise(SIGTERM);
    sigdelset(&set, SIGTERM);
    SHOW(take(&set, &zero));
    sigpending(&all);
    SHOW(sigismember(&all, SIGTERM));
    sigaddset(&set, SIGTERM);
    SHOW(take(&set, NULL));
    /* Another signal's handler ends it, SA_RESTART or not. */
    ualarm(100000, 0);
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, NULL, 8));
    action.sa_flags = SA_RESTART;
    sigaction(SIGALRM, &action, NULL);
    ualarm(100000, 0);
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, NULL, 8));
    /* What is not blocked goes to the handler instead. */
    sigaddset(&set, SIGUSR2);
    raise(SIGUSR2);
    SHOW(take(&set, &zero));
    SHOW(take(&set, &(struct timespec){0, -1}));
    SHOW(take(&set, &(struct timespec){0, 1000000000}));
    SHOW(take(&set, &(struct timespec){-1, 0}));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, &zero, 4));
    SHOW(syscall(SYS_rt_sigtimedwait, &set, NULL, &zero, 8));
    /* Ignored, but blocked: it waits. */
    signal(SIGTERM, SIG_IGN);
    raise(SIGTERM);
    SHOW(take(&set, &zero));
    signal(SIGTERM, SIG_DFL);
    raise(SIGTERM);
    signal(SIGTERM, SIG_IGN);
    SHOW(take(&set, &zero));
    sigfillset(&all);
    raise(SIGUSR1);
    SHOW(take(&all, &zero));
    return 0;
}
