/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the kernel does between other things: timers that are due and devices
 * that have something. And the border between program and kernel: a program
 * with threads or asynchronous signals is interrupted by timers and devices.
 * An interrupt that meets the program outside of the kernel is worked on at
 * once (preempt_work()); one that meets the kernel, when the kernel is left.
 * Interrupt handlers themselves only note that there is work.
 *
 * Used by the SYSCALL macros; all of it folds to nothing where nothing reached
 * asks for interrupts (arch_async_enable()).
 */
#ifndef KERNEL_WORK_H
#define KERNEL_WORK_H

#include <kernel/arch.h>
#include <stdbool.h>
#include <stdint.h>
#include <unispec/attributes.h>

/* Who asks declares it weak: #pragma weak arch_async_enable */
#define ASYNC __unispec_reached((const void *)arch_async_enable)

/* Of the running thread: not 0 while it is in the kernel. */
extern unsigned kernel_depth;
/* An interrupt came: work_run() is due. */
extern volatile bool kernel_work;

/* Runs due timers, asks the devices. Also for calls that only look, as poll
 * without a timeout does: without interrupts nobody else would. */
void work_run(void);

/* Sees to it that work_run() is called by this time at the latest. */
static inline void work_at(uint64_t when)
{
    if (ASYNC)
        arch_timer_arm(when);
}

/* Work at the border: work_run(), then other threads that are due. */
void kernel_leave_work(void);
/* The same where an interrupt met the program. */
void preempt_work(void);

static inline void kernel_enter(void)
{
    if (ASYNC) {
        kernel_depth++;
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
    }
}

/* An interrupt between the two steps is worked on at once, or is seen. */
static inline void kernel_leave(void)
{
    if (ASYNC) {
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        kernel_depth--;
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        if (__builtin_expect(kernel_work, 0) && !kernel_depth)
            kernel_leave_work();
    }
}

/*
 * Nobody can run: idles until an interrupt, or until the deadline, the first
 * timer, or the next look at the devices is due, then does the work. Where
 * nothing of these can come the machine stops: "the program waits for" WHAT.
 */
void idle(uint64_t deadline, const char *what);

/* Nanoseconds spent in idle(). */
extern uint64_t idle_ns;

#endif
