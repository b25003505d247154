/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Several signals that become deliverable at once. */
#include "proc_check.h"
#include <signal.h>

static volatile int depth;

static void handler(int number)
{
    printf("begin %d at depth %d\n", number, depth);
    depth++;
    raise(SIGWINCH);
    depth--;
    printf("end %d\n", number);
}

static void inner(int number)
{
    printf("inner %d at depth %d\n", number, depth);
}

int main(void)
{
    struct sigaction action = {.sa_handler = handler};
    sigset_t all, before;

    sigfillset(&all);
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    action.sa_handler = inner;
    sigaction(SIGWINCH, &action, NULL);
    sigprocmask(SIG_SETMASK, &all, &before);
    raise(SIGTERM);
    raise(SIGUSR1);
    raise(SIGHUP);
    puts("unblock");
    sigprocmask(SIG_SETMASK, &before, NULL);
    /* the same with a mask that keeps the handlers apart */
    action.sa_handler = handler;
    action.sa_mask = all;
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigprocmask(SIG_SETMASK, &all, &before);
    raise(SIGTERM);
    raise(SIGUSR1);
    raise(SIGHUP);
    puts("unblock");
    sigprocmask(SIG_SETMASK, &before, NULL);
    return 0;
}
