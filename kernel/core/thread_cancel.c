/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Cancellation of a thread that blocks. libc says when the calling thread is
 * in a system call that is a cancellation point; a thread that was cancelled
 * does not block there: the call ends with -ECANCELED. The kernel is not
 * preemptible, so no cancellation falls between looking and blocking.
 */
#include <kernel/thread.h>
#include <kernel/work.h>
#include <unispec/start.h>

#include "sched.h"

bool thread_cancel_point(bool on)
{
    bool was = thread_current->cancel_point;

    thread_current->cancel_point = on;
    return was;
}

void thread_cancel(int tid)
{
    struct thread *t;

    kernel_enter();
    t = thread_find(tid);
    if (t)
        t->cancelled = true;
    if (t && t->blocked && t->cancel_point)
        sched_queue(t);
    kernel_leave();
}
