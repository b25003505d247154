/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The timers of timer_create(2). A timer has at most one signal pending; while
 * it is, a periodic timer rests, and what it missed is counted when the signal
 * is taken.
 */
#ifndef KERNEL_CORE_POSIX_TIMER_H
#define KERNEL_CORE_POSIX_TIMER_H

#include "signal.h"
#include "time.h"

struct posix_timer {
    struct timer timer; /* first: found from it */
    struct signal_source source;
    struct posix_timer *next;
    int id;
    enum time_base base;
    int tid;             /* of CLOCK_THREAD_CPUTIME_ID; 0: another clock */
    bool silent;         /* SIGEV_NONE */
    int to;              /* SIGEV_THREAD_ID; 0: the process */
    uint64_t end, every; /* on the clock; end 0: does not run */
    int overrun;         /* of the signal that was taken last */
};

/* All timers. */
extern struct posix_timer *posix_timers;

/* The clock of a timer: monotonic, or CPU time. */
uint64_t posix_timer_now(const struct posix_timer *t);
/* Sets it to an absolute time on its clock; 0 stops it. */
void posix_timer_set(struct posix_timer *t, uint64_t end, uint64_t every);
/* What is left, 0 where it does not run. */
uint64_t posix_timer_left(const struct posix_timer *t);
/* Stops it; its pending signal is forgotten. */
void posix_timer_end(struct posix_timer *t);
/* The signal was taken: how many came since, and the next one. */
void posix_timer_taken(struct signal_source *source, struct signal_info *info);

#endif
