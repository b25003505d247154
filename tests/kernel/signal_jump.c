/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Leaving handlers by siglongjmp: masks, depth, faults again and again. */
#include "proc_check.h"
#include <setjmp.h>
#include <signal.h>

static sigjmp_buf back;
static volatile int count;

static void jumps(int number)
{
    siglongjmp(back, number);
}

static int blocked(int number)
{
    sigset_t set;

    sigprocmask(0, NULL, &set);
    return sigismember(&set, number);
}

static void recurses(int number)
{
    if (++count < 5)
        raise(number);
    siglongjmp(back, count);
}

int main(void)
{
    struct sigaction action = {.sa_handler = jumps};
    int got;

    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGFPE, &action, NULL);
    got = sigsetjmp(back, 1);
    SHOW(got);
    if (!got)
        raise(SIGUSR1);
    SHOW(blocked(SIGUSR1));
    got = sigsetjmp(back, 0);
    SHOW(got);
    if (!got)
        raise(SIGUSR1);
    SHOW(blocked(SIGUSR1));
    sigprocmask(SIG_SETMASK, &(sigset_t){{0}}, NULL);
    for (volatile int i = 0; i < 200; i++)
        if (!sigsetjmp(back, 1)) {
            *(volatile int *)(i % 2 ? 8 : 16) = 1;
        } else {
            count++;
        }
    SHOW(count);
    for (volatile int i = 0; i < 50; i++)
        if (!sigsetjmp(back, 1)) {
            volatile int zero = 0;

            zero = 1 / zero;
        } else {
            count++;
        }
    SHOW(count);
    count = 0;
    action.sa_handler = recurses;
    action.sa_flags = SA_NODEFER;
    sigaction(SIGUSR2, &action, NULL);
    got = sigsetjmp(back, 1);
    SHOW(got);
    if (!got)
        raise(SIGUSR2);
    SHOW(blocked(SIGUSR2));
    return 0;
}
