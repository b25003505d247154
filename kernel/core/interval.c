/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Interval timers: the timer of real time is one of the kernel's. Those of CPU
 * time, which all is time of the program, look again when the CPU time that is
 * left could have passed.
 */
#include "interval.h"
#include "signal.h"
#include <kernel/arch.h>
#include <kernel/process.h>
#include <kernel/wait.h>

static struct interval {
    struct timer timer; /* first: found from it */
    int number;         /* the signal */
    bool cpu;
    uint64_t end, every; /* on its clock; every 0: once */
} intervals[INTERVALS];

static uint64_t clock_of(const struct interval *i)
{
    return i->cpu ? process_cpu_ns() : arch_clock_ns();
}

static void arm(struct interval *i)
{
    uint64_t now = clock_of(i);

    timer_add(&i->timer, wait_deadline(i->end > now ? i->end - now : 0));
}

static void came(struct timer *timer)
{
    struct interval *i = (struct interval *)timer;
    uint64_t now = clock_of(i);

    if (now >= i->end) {
        signal_post(NULL, &(struct signal_info){.number = i->number,
                                                .code = SI_KERNEL});
        if (!i->every) {
            i->end = 0;
            return;
        }
        i->end += (now - i->end) / i->every * i->every + i->every;
    }
    arm(i);
}

uint64_t interval_left(int which, uint64_t *every)
{
    const struct interval *i = &intervals[which];
    uint64_t now;

    *every = i->every;
    if (!i->timer.pending)
        return 0;
    now = clock_of(i);
    return i->end > now ? i->end - now : 1;
}

void interval_set(int which, uint64_t value, uint64_t every)
{
    static const unsigned char numbers[] = {SIGALRM, SIGVTALRM, SIGPROF};
    struct interval *i = &intervals[which];

    timer_remove(&i->timer);
    i->number = numbers[which];
    i->cpu = which != ITIMER_REAL;
    i->timer.fire = came;
    i->every = every;
    if (!value)
        return;
    arch_async_enable();
    i->end = clock_of(i) + value;
    arm(i);
}
