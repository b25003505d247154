/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Names of a program's own that are not reserved are its own. */
#include <signal.h>
#include <stdio.h>

int signals[4];

static void count(int number)
{
    signals[number == SIGUSR1]++;
}

int main(void)
{
    signal(SIGUSR1, count);
    raise(SIGUSR1);
    printf("%d %d\n", signals[0], signals[1]);
    return 0;
}
