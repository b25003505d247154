/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A blocked signal kills when it is unblocked, not before. */
// HOST: no
// STATUS: 143
// EXPECT: still here
// EXPECT: unispec: killed by SIGTERM
#include <signal.h>
#include <stdio.h>

int main(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGTERM);
    puts("still here");
    fflush(stdout);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    puts("NOT HERE");
    return 0;
}
