/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Clocks that one cannot sleep on, and the order of the checks. */
#include "proc_check.h"

#define SLEEP(clock, sec, nsec)                                                \
    syscall(SYS_clock_nanosleep, clock, 0, &(struct timespec){sec, nsec}, NULL)

int main(void)
{
    SHOW(SLEEP(99, 0, 0));
    SHOW(SLEEP(99, -1, 0));
    SHOW(SLEEP(CLOCK_MONOTONIC, -1, 0));
    SHOW(SLEEP(CLOCK_MONOTONIC, 0, 1000000000));
    SHOW(SLEEP(CLOCK_MONOTONIC_RAW, 0, 0));
    SHOW(SLEEP(CLOCK_MONOTONIC_COARSE, -1, 0));
    SHOW(SLEEP(CLOCK_REALTIME_COARSE, 0, 0));
    SHOW(SLEEP(CLOCK_TAI, 0, 1));
    SHOW_ERROR(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0,
                               &(struct timespec){0, 0}, NULL));
    return 0;
}
