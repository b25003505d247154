/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The alternate stack in the context of a handler is the one that the handler
 * returns to: it can set one, without sigaltstack() anywhere in the program.
 */
#include "proc_check.h"
#include <signal.h>
#include <ucontext.h>

static char stack[65536];

static void show(int number, siginfo_t *info, void *context)
{
    const stack_t *told = &((ucontext_t *)context)->uc_stack;
    char here;

    (void)info;
    printf("signal %d on it: %d; told: %s, size %zu\n", number,
           &here >= stack && &here < stack + sizeof(stack),
           told->ss_sp == stack ? "it" : told->ss_sp ? "ANOTHER" : "none",
           told->ss_size);
}

static void give(int number, siginfo_t *info, void *context)
{
    stack_t *next = &((ucontext_t *)context)->uc_stack;

    show(number, info, context);
    next->ss_sp = number == SIGUSR1 ? stack : NULL;
    next->ss_size = number == SIGUSR1 ? sizeof(stack) : 0;
    next->ss_flags = number == SIGUSR1 ? 0 : SS_DISABLE;
}

static void install(int number, void (*handler)(int, siginfo_t *, void *),
                    int flags)
{
    struct sigaction action = {.sa_sigaction = handler,
                               .sa_flags = SA_SIGINFO | flags};

    sigaction(number, &action, NULL);
}

int main(void)
{
    install(SIGUSR1, give, 0);
    install(SIGHUP, give, 0);
    install(SIGUSR2, show, SA_ONSTACK);
    install(SIGTERM, show, 0);
    raise(SIGUSR2);
    raise(SIGUSR1);
    raise(SIGUSR2);
    raise(SIGTERM);
    raise(SIGUSR2);
    raise(SIGHUP);
    raise(SIGUSR2);
    return 0;
}
