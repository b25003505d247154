/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Blocked signals wait, show as pending, and come when they are unblocked. */
#include "proc_check.h"
#include <signal.h>

static void handler(int number)
{
    printf("handler %d\n", number);
}

static void show_pending(void)
{
    sigset_t set;

    sigpending(&set);
    printf("pending:");
    for (int i = 1; i < 32; i++)
        if (sigismember(&set, i))
            printf(" %d", i);
    printf("\n");
}

int main(void)
{
    sigset_t set, old;

    signal(SIGUSR1, handler);
    signal(SIGUSR2, handler);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    SHOW(sigprocmask(SIG_BLOCK, &set, &old));
    HOLDS(!sigismember(&old, SIGUSR1));
    raise(SIGUSR1);
    raise(SIGUSR1); /* pending once */
    show_pending();
    raise(SIGUSR2);
    SHOW(sigprocmask(SIG_BLOCK, NULL, &old));
    HOLDS(sigismember(&old, SIGUSR1) && !sigismember(&old, SIGUSR2));
    SHOW(sigprocmask(99, NULL, &old)); /* not looked at without a set */
    SHOW(sigprocmask(99, &set, &old));
    SHOW(sigprocmask(SIG_UNBLOCK, &set, NULL));
    show_pending();
    sigfillset(&set);
    SHOW(sigprocmask(SIG_SETMASK, &set, NULL));
    sigprocmask(SIG_SETMASK, NULL, &old);
    HOLDS(sigismember(&old, SIGTERM));
    HOLDS(!sigismember(&old, SIGKILL) && !sigismember(&old, SIGSTOP));
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, NULL, 16));
    SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, NULL, 4));
    SHOW(syscall(SYS_rt_sigpending, &set, 9));
    return 0;
}
