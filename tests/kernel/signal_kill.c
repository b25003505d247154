/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* kill, tkill and tgkill: receivers and numbers that do not exist. */
#include "proc_check.h"
#include <signal.h>

static volatile int calls;

static void handler(int number)
{
    (void)number;
    calls++;
}

int main(void)
{
    int pid = getpid();

    signal(SIGUSR1, handler);
    SHOW(kill(pid, 0));
    SHOW(kill(pid, 65));
    SHOW(kill(pid, -1));
    SHOW(kill(2000000000, SIGUSR1));
    SHOW(kill(2000000000, 99));
    SHOW(kill(-2000000000, SIGUSR1));
    SHOW(syscall(SYS_tkill, pid, SIGUSR1));
    SHOW(syscall(SYS_tkill, 0, SIGUSR1));
    SHOW(syscall(SYS_tkill, -1, SIGUSR1));
    SHOW(syscall(SYS_tkill, 2000000000, SIGUSR1));
    SHOW(syscall(SYS_tkill, pid, 65));
    SHOW(syscall(SYS_tgkill, pid, pid, SIGUSR1));
    SHOW(syscall(SYS_tgkill, 0, pid, SIGUSR1));
    SHOW(syscall(SYS_tgkill, pid, 0, SIGUSR1));
    SHOW(syscall(SYS_tgkill, 2000000000, pid, SIGUSR1));
    SHOW(syscall(SYS_tgkill, pid, 2000000000, SIGUSR1));
    SHOW(syscall(SYS_tgkill, pid, pid, 0));
    SHOW(syscall(SYS_tgkill, pid, pid, 65));
    printf("%d calls\n", calls);
    return 0;
}
