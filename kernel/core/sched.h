/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The scheduler (sched_run.c) as the rest of core/ sees it. */
#ifndef KERNEL_CORE_SCHED_H
#define KERNEL_CORE_SCHED_H

#include <kernel/thread.h>

/* Runs others until the thread is woken, or the deadline has come. */
void sched_block(uint64_t deadline, const char *what);

/* Makes a thread runnable that is new or blocked. */
void sched_queue(struct thread *thread);

/* After an interrupt: it is the others' turn. */
void sched_tick(void);

/* Runs other threads for good; the caller's struct thread is freed, and its
 * stack unmapped where a size is given. */
_Noreturn void sched_end(void *stack, size_t size);

/* What a thread does first, on its own stack: ends the switch to it. */
void sched_begin(void);

#endif
