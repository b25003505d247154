/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Leaving a handler by siglongjmp restores the mask that was saved. */
#include "proc_check.h"
#include <setjmp.h>
#include <signal.h>

static sigjmp_buf place;

static void leave(int number)
{
    printf("leaving handler %d\n", number);
    siglongjmp(place, number);
}

static int is_blocked(int number)
{
    sigset_t set;

    sigprocmask(SIG_BLOCK, NULL, &set);
    return sigismember(&set, number);
}

int main(void)
{
    volatile int round = 0;
    int from;

    signal(SIGUSR1, leave);
    signal(SIGABRT, leave);
    from = sigsetjmp(place, 1);
    printf("round %d from %d blocked %d\n", round, from, is_blocked(SIGUSR1));
    if (round++ < 3)
        raise(SIGUSR1);
    if (round++ < 6)
        abort(); /* its signal can be left like this too */
    from = sigsetjmp(place, 0);
    printf("from %d\n", from);
    if (!from)
        raise(SIGUSR1);
    HOLDS(is_blocked(SIGUSR1)); /* not saved, so it stays as in the handler */
    return 0;
}
