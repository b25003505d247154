/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Timers interrupt a program that never enters the kernel; its registers stay
 * what they are, and the handler sees real ones.
 */
#include "proc_check.h"
#include <signal.h>
#include <sys/time.h>
#include <ucontext.h>

static volatile int calls, in_text;

extern const char __ehdr_start[], etext[];

static void handler(int number, siginfo_t *info, void *context)
{
    ucontext_t *c = context;
    uintptr_t pc = (uintptr_t)c->uc_mcontext.gregs[REG_RIP];
    uintptr_t sp = (uintptr_t)c->uc_mcontext.gregs[REG_RSP];
    volatile double x = calls;
    char here;

    (void)number;
    x = x * 3 + 1;
    if (pc >= (uintptr_t)__ehdr_start && pc < (uintptr_t)etext &&
        sp > (uintptr_t)&here && info->si_code == SI_KERNEL)
        in_text++;
    calls++;
}

static void count(int which, int number)
{
    struct itimerval value = {{0, 2000}, {0, 2000}}, none = {0};
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    double sum = 0, step = 0.5;
    long loops = 0;

    calls = in_text = 0;
    sigaction(number, &action, NULL);
    setitimer(which, &value, NULL);
    while (calls < 5) {
        sum += step;
        loops++;
    }
    setitimer(which, &none, NULL);
    HOLDS(sum == (double)loops * step);
    HOLDS(in_text == calls);
}

int main(void)
{
    count(ITIMER_REAL, SIGALRM);
    count(ITIMER_VIRTUAL, SIGVTALRM);
    count(ITIMER_PROF, SIGPROF);
    return 0;
}
