/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Timers: functions to be called at a time on arch_clock_ns(). They run in
 * the kernel, never within an interrupt: when a thread idles, is preempted or
 * leaves a system call after the timer interrupt.
 *
 * A pairing heap (Fredman, Sedgewick, Sleator, Tarjan 1986) whose nodes are
 * the timers themselves: adding takes constant time, and nothing can fail.
 */
#ifndef KERNEL_TIMER_H
#define KERNEL_TIMER_H

#include <stdbool.h>
#include <stdint.h>

struct timer {
    struct timer *child, *next;
    struct timer *back; /* elder sibling, or parent of an eldest child */
    uint64_t when;
    void (*fire)(struct timer *); /* the timer is out of the heap by then */
    bool pending;
};

/* Sets a timer that is not pending; its owner has set `fire`. */
void timer_add(struct timer *timer, uint64_t when);
/* Takes it back where it is pending. */
void timer_remove(struct timer *timer);

/* The time of the first timer, or UINT64_MAX. */
uint64_t timer_next(void);
/* Calls what is due. */
void timer_run(void);

/* Who asks declares it weak: #pragma weak timer_add */
#define TIMERS __unispec_reached((const void *)timer_add)

#endif
