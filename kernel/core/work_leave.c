/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The border between program and kernel after an interrupt: at the end of a
 * system call, or wherever the interrupt met the program (preempt.S).
 */
#include <kernel/work.h>

#include "sched.h"

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak sched_tick

unsigned kernel_depth;

static void work_at_border(void)
{
    work_run();
    if (THREADS)
        sched_tick();
}

void kernel_leave_work(void)
{
    while (kernel_work && !kernel_depth) {
        kernel_depth = 1;
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        work_at_border();
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        kernel_depth = 0;
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
    }
}

/* Called with kernel_depth 1 and interrupts off, and returns so: what comes
 * after the last look at kernel_work waits until the program goes on. */
void preempt_work(void)
{
    do {
        arch_interrupts(true);
        work_at_border();
        arch_interrupts(false);
    } while (kernel_work);
    kernel_depth = 0;
}
