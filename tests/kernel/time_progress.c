/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The clocks advance at one rate, and the date with them. */
#include "proc_check.h"

#define SPAN 60000000

int main(void)
{
    int64_t raw = now_ns(CLOCK_MONOTONIC_RAW), wall = now_ns(CLOCK_REALTIME);
    int64_t boot = now_ns(CLOCK_BOOTTIME), start = now_ns(CLOCK_MONOTONIC);
    int64_t mono, slack;

    while (now_ns(CLOCK_MONOTONIC) - start < SPAN)
        ;
    mono = now_ns(CLOCK_MONOTONIC) - start;
    raw = now_ns(CLOCK_MONOTONIC_RAW) - raw;
    wall = now_ns(CLOCK_REALTIME) - wall;
    boot = now_ns(CLOCK_BOOTTIME) - boot;
    slack = mono / 2; /* another program may run between two readings */
    HOLDS(mono >= SPAN);
    HOLDS(llabs(raw - mono) < slack);
    HOLDS(llabs(wall - mono) < slack);
    HOLDS(llabs(boot - mono) < slack);
    HOLDS(now_ns(CLOCK_MONOTONIC_COARSE) - start >= SPAN / 2);
    return 0;
}
