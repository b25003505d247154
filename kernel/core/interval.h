/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The timers of setitimer(2), by ITIMER_*; times in nanoseconds. */
#ifndef KERNEL_CORE_INTERVAL_H
#define KERNEL_CORE_INTERVAL_H

#include <stdint.h>
#include <sys/time.h>

#define INTERVALS (ITIMER_PROF + 1)

/* What is left of a timer, 0 where it does not run; its interval in *every. */
uint64_t interval_left(int which, uint64_t *every);
/* Sets it; value 0 stops it, every 0: once. */
void interval_set(int which, uint64_t value, uint64_t every);

#endif
