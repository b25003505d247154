/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A timer's signal without a handler, in a program that has no other thread. */
// HOST: no
// STATUS: 142
// EXPECT: before
// EXPECT: unispec: killed by SIGALRM
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    puts("before");
    fflush(stdout);
    alarm(1);
    for (;;)
        getppid();
}
