/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* SA_RESETHAND, SA_NODEFER and the mask while a handler runs. */
#include "proc_check.h"
#include <signal.h>

static volatile int depth, calls;

static int is_blocked(int number)
{
    sigset_t set;

    sigprocmask(SIG_BLOCK, NULL, &set);
    return sigismember(&set, number);
}

static void handler(int number)
{
    depth++;
    calls++;
    printf("depth %d: USR1 %d USR2 %d HUP %d\n", depth, is_blocked(SIGUSR1),
           is_blocked(SIGUSR2), is_blocked(SIGHUP));
    if (calls < 3)
        raise(number);
    printf("leaving depth %d\n", depth);
    depth--;
}

int main(void)
{
    struct sigaction action = {.sa_handler = handler}, now;

    sigaddset(&action.sa_mask, SIGHUP);
    sigaction(SIGUSR1, &action, NULL);
    puts("plain: deferred");
    raise(SIGUSR1); /* each comes when the handler before has returned */
    calls = 0;
    puts("SA_NODEFER: nested");
    action.sa_flags = SA_NODEFER;
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    puts("SA_RESETHAND: once");
    action.sa_flags = (int)SA_RESETHAND;
    sigaction(SIGCHLD, &action, NULL);
    raise(SIGCHLD);
    raise(SIGCHLD); /* ignored by default */
    sigaction(SIGCHLD, NULL, &now);
    HOLDS(now.sa_handler == SIG_DFL);
    HOLDS(!is_blocked(SIGUSR1) && !is_blocked(SIGHUP));
    return 0;
}
