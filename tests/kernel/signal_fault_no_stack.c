/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Without an alternate stack an overflow is the end, handler or not. */
// STATUS: 139
// HOST: no
#include <signal.h>
#include <stdio.h>

static void handler(int number)
{
    (void)number;
    puts("NOT HERE");
}

static __attribute__((noinline)) int deep(volatile int *p)
{
    volatile int more[256];

    more[0] = *p + 1;
    return deep(more) + more[1];
}

int main(void)
{
    volatile int start = 0;

    signal(SIGSEGV, handler);
    return deep(&start);
}
