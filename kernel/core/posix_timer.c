/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* How POSIX timers run; timer_create.c and its like are the calls. */
#include "posix_timer.h"
#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/wait.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_find

#define CPU_TIME_LOOK 1000000u /* ns */

struct posix_timer *posix_timers;

static struct thread *thread_of(int tid)
{
    return THREADS ? thread_find(tid) : &thread_main;
}

/* The clock of a thread that has ended stands still. */
uint64_t posix_timer_now(const struct posix_timer *t)
{
    const struct thread *thread;

    if (t->base != TIME_CPU)
        return arch_clock_ns();
    if (!t->tid)
        return process_cpu_ns();
    thread = thread_of(t->tid);
    return thread ? thread_cpu_ns(thread) : 0;
}

/* CPU time may stand still meanwhile: the next look is not too soon. */
static void arm(struct posix_timer *t)
{
    uint64_t now = posix_timer_now(t), rest = t->end > now ? t->end - now : 0;

    if (t->base == TIME_CPU && rest && rest < CPU_TIME_LOOK)
        rest = CPU_TIME_LOOK;
    if (!t->silent)
        timer_add(&t->timer, wait_deadline(rest));
}

/* Goes on to the first end after now; returns how many it passed by. */
static uint64_t forward(struct posix_timer *t)
{
    uint64_t now = posix_timer_now(t), missed = 0;

    if (now >= t->end) {
        missed = (now - t->end) / t->every;
        t->end += (missed + 1) * t->every;
    }
    return missed;
}

static void came(struct timer *timer)
{
    struct posix_timer *t = (struct posix_timer *)timer;
    struct thread *to = t->to ? thread_of(t->to) : NULL;

    if (posix_timer_now(t) < t->end) { /* CPU time that did not pass */
        arm(t);
        return;
    }
    if (t->to && !to)
        return;
    if (!t->source.queued)
        signal_post(to, &t->source.info);
    if (t->source.queued)
        return;
    if (t->every) { /* ignored */
        forward(t);
        arm(t);
    } else {
        t->end = 0;
    }
}

void posix_timer_taken(struct signal_source *source, struct signal_info *info)
{
    struct posix_timer *t =
        (struct posix_timer *)((char *)source -
                               offsetof(struct posix_timer, source));
    uint64_t missed = 0;

    if (!t->timer.pending && t->end) {
        if (t->every) {
            missed = forward(t);
            arm(t);
        } else {
            t->end = 0;
        }
    }
    t->overrun = missed > INT32_MAX ? INT32_MAX : (int)missed;
    info->overrun = t->overrun;
}

void posix_timer_set(struct posix_timer *t, uint64_t end, uint64_t every)
{
    timer_remove(&t->timer);
    t->timer.fire = came;
    t->overrun = 0;
    t->end = end;
    t->every = every;
    if (!end)
        return;
    arch_async_enable();
    arm(t);
}

uint64_t posix_timer_left(const struct posix_timer *t)
{
    uint64_t now = posix_timer_now(t);

    if (!t->end)
        return 0;
    if (now < t->end)
        return t->end - now;
    if (t->every)
        return t->every - (now - t->end) % t->every;
    return t->silent || t->source.queued ? 0 : 1;
}

void posix_timer_end(struct posix_timer *t)
{
    timer_remove(&t->timer);
    signal_take_back(&t->source);
}
