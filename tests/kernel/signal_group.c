/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The process is alone in its group, so a signal to the group, and to every
 * process, comes to it. (On Linux the tests' own group would get it.)
 */
// HOST: no
// EXPECT: handler
// EXPECT: 3 calls
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static int calls;

static void handler(int number)
{
    (void)number;
    calls++;
    if (calls == 1)
        puts("handler");
}

int main(void)
{
    signal(SIGUSR1, handler);
    killpg(getpgrp(), SIGUSR1);
    kill(0, SIGUSR1);
    kill(-1, SIGUSR1);
    printf("%d calls\n", calls);
    return 0;
}
