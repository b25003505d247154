/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The border between program and kernel after an interrupt: at the end of a
 * system call, or wherever the interrupt met the program (preempt.S).
 */
#include <kernel/thread.h>
#include <kernel/work.h>

#include "sched.h"

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak sched_tick
#pragma weak arch_call_saved
#pragma weak signal_leave_work
#pragma weak signal_preempt

unsigned kernel_depth;

static void work_at_border(void)
{
    work_run();
    if (THREADS)
        sched_tick();
}

/* Signals after the others' turn: what they sent is seen. */
void kernel_leave_work(void)
{
    while (kernel_work && !kernel_depth) {
        kernel_depth = 1;
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        work_at_border();
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        if (SIGNALS && thread_current->signals.due)
            arch_call_saved(signal_leave_work, 0);
        else
            kernel_depth = 0;
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
    }
}

long kernel_leave_interrupted(long result)
{
    if (kernel_depth > 1) {
        kernel_depth--;
        return result;
    }
    result = arch_call_saved(signal_leave_work, result);
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    kernel_leave_work();
    return result;
}

/* Called with kernel_depth 1 and interrupts off, and returns so: what comes
 * after the last look at kernel_work waits until the program goes on. */
void preempt_work(struct arch_regs *regs, void *extended)
{
    do {
        arch_interrupts(true);
        work_at_border();
        if (SIGNALS && thread_current->signals.due)
            signal_preempt(regs, extended);
        arch_interrupts(false);
    } while (kernel_work);
    kernel_depth = 0;
}
