/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Ignored signals vanish, also those that were pending. */
#include "proc_check.h"
#include <signal.h>

static void handler(int number)
{
    printf("handler %d\n", number);
}

static int is_pending(int number)
{
    sigset_t set;

    sigpending(&set);
    return sigismember(&set, number);
}

int main(void)
{
    sigset_t set, before;

    signal(SIGTERM, SIG_IGN);
    SHOW(raise(SIGTERM));
    SHOW(raise(SIGCHLD));
    SHOW(raise(SIGURG));
    SHOW(raise(SIGWINCH));
    SHOW(raise(SIGCONT));
    sigfillset(&set);
    sigprocmask(SIG_SETMASK, &set, &before);
    signal(SIGUSR1, handler);
    raise(SIGUSR1);
    HOLDS(is_pending(SIGUSR1));
    signal(SIGUSR1, SIG_IGN);
    HOLDS(!is_pending(SIGUSR1));
    signal(SIGUSR1, handler);
    raise(SIGTERM); /* blocked and ignored: kept until looked at */
    HOLDS(is_pending(SIGTERM));
    raise(SIGCHLD);
    HOLDS(is_pending(SIGCHLD));
    signal(SIGCHLD, SIG_DFL);
    HOLDS(!is_pending(SIGCHLD));
    sigprocmask(SIG_SETMASK, &before, NULL);
    HOLDS(!is_pending(SIGTERM));
    signal(SIGTERM, handler);
    SHOW(raise(SIGTERM));
    return 0;
}
