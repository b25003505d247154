/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void handler(int number)
{
    (void)number;
}

int main(int argc, char **argv)
{
    (void)argv;
    (void)handler;
#ifdef DO_IGNORE
    signal(SIGPIPE, SIG_IGN);
    if (argc > 5)
        abort();
#endif
#ifdef DO_HANDLER
    signal(SIGUSR1, handler);
    raise(SIGUSR1);
#endif
#ifdef DO_ALARM
    signal(SIGALRM, handler);
    alarm(1);
    pause();
#endif
    puts("done");
    return 0;
}
