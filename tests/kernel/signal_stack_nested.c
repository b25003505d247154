/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Handlers on the other stack inside of each other; when it may change. */
#include "proc_check.h"
#include <signal.h>

static char stack[65536], other[65536];
static int depth;

static const char *where(void)
{
    char here, *p = &here;

    return p >= stack && p < stack + sizeof(stack)   ? "stack"
           : p >= other && p < other + sizeof(other) ? "other"
                                                     : "main";
}

static void show(const char *what)
{
    stack_t now;

    sigaltstack(NULL, &now);
    printf("%*s%s: on %s, flags %x, %s\n", depth, "", what, where(),
           now.ss_flags,
           now.ss_sp == stack   ? "stack"
           : now.ss_sp == other ? "other"
                                : "none");
}

static void handler(int number)
{
    stack_t to = {.ss_sp = other, .ss_size = sizeof(other)};

    depth++;
    show(number == SIGUSR1 ? "first" : number == SIGUSR2 ? "second" : "third");
    SHOW(sigaltstack(&to, NULL));
    SHOW(sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, NULL));
    if (number == SIGUSR1)
        raise(SIGUSR2);
    if (number == SIGUSR2)
        raise(SIGHUP);
    show("back");
    depth--;
}

static void changes(int number)
{
    stack_t to = {.ss_sp = other, .ss_size = sizeof(other)};

    (void)number;
    show("autodisarm");
    SHOW(sigaltstack(&to, NULL));
    show("changed");
}

int main(void)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK};
    stack_t to = {.ss_sp = stack, .ss_size = sizeof(stack)}, old;

    show("fresh");
    SHOW(sigaltstack(&to, &old));
    SHOW(old.ss_flags);
    show("set");
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGUSR2, &action, NULL);
    action.sa_flags = 0;
    sigaction(SIGHUP, &action, NULL);
    raise(SIGUSR1);
    raise(SIGHUP);
    show("after");
    to.ss_size = 2047;
    SHOW(sigaltstack(&to, NULL));
    to.ss_size = sizeof(stack);
    to.ss_flags = SS_ONSTACK;
    SHOW(sigaltstack(&to, NULL));
    show("SS_ONSTACK");
    to.ss_flags = 4;
    SHOW(sigaltstack(&to, NULL));
    show("unchanged");
    to.ss_flags = (int)(1u << 31);
    SHOW(sigaltstack(&to, NULL));
    show("armed");
    action.sa_handler = changes;
    action.sa_flags = SA_ONSTACK;
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    show("after");
    SHOW(sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, &old));
    HOLDS(old.ss_sp == stack);
    show("disabled");
    raise(SIGUSR2);
    return 0;
}
