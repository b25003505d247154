/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* CPU time grows with work and not with sleep; ids of CPU clocks. */
#include "proc_check.h"

static volatile unsigned sink;

int main(void)
{
    int64_t cpu = now_ns(CLOCK_PROCESS_CPUTIME_ID);
    int64_t thread = now_ns(CLOCK_THREAD_CPUTIME_ID), used;
    clockid_t own = 0, zero = 0;
    struct timespec t;

    nanosleep(&(struct timespec){0, 200000000}, NULL);
    used = now_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    HOLDS(used >= 0 && used < 100000000);
    while (now_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu < 30000000)
        sink++;
    HOLDS(now_ns(CLOCK_THREAD_CPUTIME_ID) - thread >= 15000000);
    HOLDS(clock() != (clock_t)-1);
    SHOW_ERROR(clock_getcpuclockid(0, &zero));
    SHOW_ERROR(clock_getcpuclockid(getpid(), &own));
    SHOW(clock_gettime(own, &t));
    HOLDS(t.tv_sec * 1000000000 + t.tv_nsec >= cpu);
    SHOW(clock_gettime(zero, &t));
    SHOW_ERROR(clock_getcpuclockid(2000000000, &own));
    return 0;
}
