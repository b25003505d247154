/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A stack that overflows is told on the alternate one, of threads, too. */
#include "proc_check.h"
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>

static __thread sigjmp_buf out;
static __thread char alternate[32768];

static void handler(int number, siginfo_t *info, void *context)
{
    char here;

    (void)info;
    (void)context;
    printf("signal %d, on the alternate stack: %d\n", number,
           &here >= alternate && &here < alternate + sizeof(alternate));
    siglongjmp(out, 1);
}

static __attribute__((noinline)) int deep(volatile int *p)
{
    volatile int more[256];

    more[0] = *p + 1;
    return deep(more) + more[1];
}

static void *overflow(void *p)
{
    stack_t stack = {.ss_sp = alternate, .ss_size = sizeof(alternate)};
    volatile int start = 0;

    sigaltstack(&stack, NULL);
    for (int i = 0; i < 2; i++) {
        if (!sigsetjmp(out, 1))
            printf("%d\n", deep(&start));
    }
    puts("back");
    return p;
}

int main(void)
{
    struct sigaction action = {.sa_sigaction = handler,
                               .sa_flags = SA_SIGINFO | SA_ONSTACK};
    pthread_t t;

    sigaction(SIGSEGV, &action, NULL);
    overflow(NULL);
    pthread_create(&t, NULL, overflow, NULL);
    pthread_join(t, NULL);
    return 0;
}
