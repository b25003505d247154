/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Nobody else could continue a stopped program: a stop is continued at once. */
// HOST: no
// EXPECT: continued
// EXPECT: still here
#include <signal.h>
#include <stdio.h>

static void continued(int number)
{
    (void)number;
    puts("continued");
}

int main(void)
{
    signal(SIGCONT, continued);
    raise(SIGSTOP);
    signal(SIGCONT, SIG_DFL);
    raise(SIGTSTP);
    puts("still here");
    return 0;
}
