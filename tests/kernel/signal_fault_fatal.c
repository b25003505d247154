/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A fault in the handler of that fault is the end, as it is blocked. */
// STATUS: 139
// HOST: no
#include <signal.h>

static void handler(int number)
{
    (void)number;
    *(volatile int *)16 = 1;
}

int main(void)
{
    signal(SIGSEGV, handler);
    *(volatile int *)8 = 1;
    return 0;
}
