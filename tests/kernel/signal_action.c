/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sigaction: what may be set, and that it comes back. */
#include "proc_check.h"
#include <signal.h>

struct kernel_action {
    void (*handler)(int);
    unsigned long flags;
    void (*restorer)(void);
    unsigned long mask;
};

static void handler(int number)
{
    (void)number;
}

int main(void)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    struct sigaction old;
    struct kernel_action raw = {handler, 0x04000000, 0, ~0ul}, back;

    sigaddset(&action.sa_mask, SIGTERM);
    SHOW(sigaction(SIGHUP, NULL, &old));
    HOLDS(old.sa_handler == SIG_DFL);
    SHOW(sigaction(SIGHUP, &action, &old));
    HOLDS(old.sa_handler == SIG_DFL);
    SHOW(sigaction(SIGHUP, NULL, &old));
    HOLDS(old.sa_handler == handler && (old.sa_flags & SA_RESTART));
    HOLDS(sigismember(&old.sa_mask, SIGTERM) == 1);
    HOLDS(sigismember(&old.sa_mask, SIGINT) == 0);
    SHOW(sigaction(SIGKILL, &action, NULL));
    SHOW(sigaction(SIGSTOP, &action, NULL));
    SHOW(sigaction(SIGKILL, NULL, &old));
    SHOW(sigaction(0, &action, NULL));
    SHOW(sigaction(-1, &action, NULL));
    SHOW(sigaction(65, &action, NULL));
    SHOW(syscall(SYS_rt_sigaction, SIGUSR1, &raw, NULL, 16));
    SHOW(syscall(SYS_rt_sigaction, 64, &raw, NULL, 8));
    SHOW(syscall(SYS_rt_sigaction, 64, NULL, &back, 8));
    HOLDS(back.handler == handler);
    HOLDS(back.mask == ~(1ul << (SIGKILL - 1) | 1ul << (SIGSTOP - 1)));
    SHOW(syscall(SYS_rt_sigaction, 65, NULL, &back, 8));
    HOLDS(signal(SIGUSR1, SIG_IGN) == SIG_DFL);
    HOLDS(signal(SIGUSR1, handler) == SIG_IGN);
    HOLDS(signal(SIGUSR1, SIG_DFL) == handler);
    return 0;
}
