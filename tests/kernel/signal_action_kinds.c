/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sigaction: each flag, masks during the handler, what cannot be caught. */
#include "proc_check.h"
#include <signal.h>

static int depth, most, calls;

static void show(const char *what)
{
    sigset_t set;

    sigprocmask(0, NULL, &set);
    printf("%*s%s: blocked", depth, "", what);
    for (int i = 1; i < 32; i++)
        if (sigismember(&set, i))
            printf(" %d", i);
    printf("\n");
}

static void nests(int number)
{
    depth++;
    calls++;
    if (depth > most)
        most = depth;
    show("in");
    if (depth < 3 && calls < 4)
        raise(number);
    depth--;
}

static void try(int flags, int masked)
{
    struct sigaction action = {.sa_handler = nests, .sa_flags = flags}, now;

    if (masked)
        sigaddset(&action.sa_mask, masked);
    depth = most = calls = 0;
    printf("flags %x\n", (unsigned)flags);
    SHOW(sigaction(SIGUSR1, &action, NULL));
    SHOW(raise(SIGUSR1));
    printf("deepest %d, calls %d\n", most, calls);
    show("after");
    SHOW(sigaction(SIGUSR1, NULL, &now));
    printf("%s, flags %x, mask %d\n",
           now.sa_handler == SIG_DFL ? "default" : "handler",
           (unsigned)now.sa_flags & ~0x04000000u,
           masked && sigismember(&now.sa_mask, masked));
}

int main(void)
{
    struct sigaction action = {.sa_handler = nests}, old;
    sigset_t set;

    try(0, 0);
    try(SA_NODEFER, 0);
    try(0, SIGHUP);
    try(SA_NODEFER, SIGUSR1);
    try(SA_NODEFER, SIGHUP);
    signal(SIGUSR1, SIG_IGN);
    SHOW(raise(SIGUSR1));
    SHOW(sigaction(SIGUSR1, NULL, &old));
    HOLDS(old.sa_handler == SIG_IGN);
    action.sa_flags = SA_RESETHAND;
    depth = 5;
    SHOW(sigaction(SIGUSR1, &action, NULL));
    SHOW(raise(SIGUSR1));
    SHOW(sigaction(SIGUSR1, NULL, &old));
    HOLDS(old.sa_handler == SIG_DFL);
    action.sa_flags = 0;
    SHOW(sigaction(SIGKILL, &action, NULL));
    SHOW(sigaction(SIGSTOP, &action, NULL));
    SHOW(sigaction(SIGKILL, NULL, &old));
    HOLDS(old.sa_handler == SIG_DFL);
    SHOW(sigaction(0, &action, NULL));
    SHOW(sigaction(65, &action, NULL));
    SHOW(sigaction(-1, NULL, &old));
    SHOW(syscall(SYS_rt_sigaction, SIGUSR1, NULL, NULL, 4));
    /* Pending and then ignored: gone. Pending, then handled: handled. */
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR2);
    signal(SIGUSR2, SIG_IGN);
    sigaction(SIGUSR2, &action, NULL);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    SHOW(calls);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR2);
    raise(SIGUSR2);
    calls = 10;
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    SHOW(calls);
    /* SIGCHLD and SIGURG are ignored by default, SIGCONT does nothing. */
    SHOW(raise(SIGCHLD));
    SHOW(raise(SIGURG));
    SHOW(raise(SIGWINCH));
    SHOW(raise(SIGCONT));
    SHOW(kill(getpid(), 0));
    SHOW(kill(getpid(), 65));
    SHOW(kill(getpid(), -1));
    SHOW(kill(1 << 29, 0));
    SHOW(raise(0));
    return 0;
}
