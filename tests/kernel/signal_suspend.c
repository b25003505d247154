/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sigsuspend runs what is pending under its mask and restores the old one. */
#include "proc_check.h"
#include <signal.h>

static int is_blocked(int number)
{
    sigset_t set;

    sigprocmask(SIG_BLOCK, NULL, &set);
    return sigismember(&set, number);
}

static void handler(int number)
{
    printf("handler %d: HUP %d USR1 %d USR2 %d\n", number, is_blocked(SIGHUP),
           is_blocked(SIGUSR1), is_blocked(SIGUSR2));
}

int main(void)
{
    sigset_t set, empty, hup;

    sigemptyset(&empty);
    sigemptyset(&hup);
    sigaddset(&hup, SIGHUP);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    signal(SIGUSR1, handler);
    signal(SIGUSR2, handler);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    SHOW(sigsuspend(&hup));
    HOLDS(is_blocked(SIGUSR1) && is_blocked(SIGUSR2) && !is_blocked(SIGHUP));
    raise(SIGUSR1);
    raise(SIGUSR2);
    SHOW(sigsuspend(&empty));
    HOLDS(is_blocked(SIGUSR1) && is_blocked(SIGUSR2));
    SHOW(syscall(SYS_rt_sigsuspend, &empty, 4));
    return 0;
}
