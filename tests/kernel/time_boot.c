/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The monotonic clock is never so low that it could be taken for one that is
 * not set; the time before the program is no CPU time, and uptimes agree.
 */
#include "proc_check.h"
#include <sys/sysinfo.h>
#include <sys/times.h>

#define SECOND INT64_C(1000000000)

static double uptime(void)
{
    FILE *f = fopen("/proc/uptime", "r");
    double seconds = 0;

    if (f)
        fscanf(f, "%lf", &seconds);
    return seconds;
}

int main(void)
{
    int64_t mono = now_ns(CLOCK_MONOTONIC), boot = now_ns(CLOCK_BOOTTIME);
    struct sysinfo info;
    struct tms t;

    HOLDS(mono >= 10 * SECOND);
    HOLDS(now_ns(CLOCK_MONOTONIC_COARSE) >= 9 * SECOND);
    HOLDS(boot >= mono);
    HOLDS(now_ns(CLOCK_PROCESS_CPUTIME_ID) < 5 * SECOND);
    HOLDS(now_ns(CLOCK_THREAD_CPUTIME_ID) < 5 * SECOND);
    HOLDS(clock() < 5 * CLOCKS_PER_SEC);
    SHOW(sysinfo(&info));
    HOLDS(labs((long)info.uptime - boot / SECOND) <= 3);
    HOLDS(uptime() - boot / SECOND <= 3 && boot / SECOND - uptime() <= 1);
    HOLDS(times(&t) >= 1000 && t.tms_utime < 500);
    HOLDS(now_ns(CLOCK_REALTIME) > mono);
    return 0;
}
