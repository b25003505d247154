/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The first thread, and waking: what a program with one thread has, too. */
#include <kernel/thread.h>

#include "sched.h"

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak sched_queue

struct thread thread_main = {.tid = 1};
struct thread *thread_current = &thread_main;

void thread_wake(struct thread *t)
{
    t->woken = true;
    if (THREADS && t->blocked)
        sched_queue(t);
}
