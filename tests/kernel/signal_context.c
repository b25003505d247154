/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The mask in the context is what the handler returns to. */
#include "proc_check.h"
#include <signal.h>
#include <ucontext.h>

static int is_blocked(int number)
{
    sigset_t set;

    sigprocmask(SIG_BLOCK, NULL, &set);
    return sigismember(&set, number);
}

static void handler(int number, siginfo_t *info, void *argument)
{
    ucontext_t *context = argument;

    (void)info;
    printf("handler %d: context has HUP %d USR1 %d\n", number,
           sigismember(&context->uc_sigmask, SIGHUP),
           sigismember(&context->uc_sigmask, SIGUSR1));
    sigaddset(&context->uc_sigmask, SIGTERM);
    sigaddset(&context->uc_sigmask, SIGKILL);
}

int main(void)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigset_t hup;

    sigemptyset(&hup);
    sigaddset(&hup, SIGHUP);
    sigprocmask(SIG_BLOCK, &hup, NULL);
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    printf("after: HUP %d TERM %d USR1 %d KILL %d\n", is_blocked(SIGHUP),
           is_blocked(SIGTERM), is_blocked(SIGUSR1), is_blocked(SIGKILL));
    return 0;
}
