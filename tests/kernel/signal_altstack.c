/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Handlers on the alternate stack, and what sigaltstack refuses. */
#include "proc_check.h"
#include <signal.h>

static char *stack;
static size_t size;

static int on_stack(void)
{
    char here;

    return &here >= stack && &here < stack + size;
}

static void nested(int number)
{
    (void)number;
    HOLDS(on_stack());
}

static void handler(int number)
{
    stack_t now;

    (void)number;
    HOLDS(on_stack());
    SHOW(sigaltstack(NULL, &now));
    HOLDS(now.ss_flags == SS_ONSTACK && now.ss_sp == stack);
    SHOW(sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, NULL));
    raise(SIGUSR2);
}

static void plain(int number)
{
    (void)number;
    HOLDS(!on_stack());
}

int main(void)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK};
    stack_t old;

    size = 65536;
    stack = malloc(size);
    SHOW(sigaltstack(NULL, &old));
    HOLDS(old.ss_flags == SS_DISABLE && old.ss_size == 0);
    SHOW(sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = 100}, NULL));
    SHOW(sigaltstack(&(stack_t){stack, 77, size}, NULL));
    sigaction(SIGUSR1, &action, NULL);
    action.sa_handler = nested;
    sigaction(SIGUSR2, &action, NULL);
    SHOW(sigaltstack(&(stack_t){stack, 0, size}, NULL));
    raise(SIGUSR1);
    signal(SIGHUP, plain);
    raise(SIGHUP);
    SHOW(sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, &old));
    HOLDS(old.ss_sp == stack && old.ss_size == size && old.ss_flags == 0);
    action.sa_handler = plain;
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    return 0;
}
