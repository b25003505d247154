/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <time.h>
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
#ifdef DO_TIMER
    signal(SIGALRM, handler);
    timer_t t;
    timer_create(CLOCK_MONOTONIC, NULL, &t);
    timer_settime(t, 0, &(struct itimerspec){.it_value.tv_nsec = 1}, NULL);
#endif
#ifdef DO_SIGNALFD
    sigset_t set;
    struct signalfd_siginfo info;
    sigfillset(&set);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int fd = signalfd(-1, &set, 0);
    raise(SIGUSR1);
    read(fd, &info, sizeof(info));
#endif
    puts("done");
    return 0;
}
