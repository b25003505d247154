/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Blocking of the current thread. With one thread that is idling until
 * somebody wakes it; with several the scheduler finds another one to run.
 */
#include <errno.h>
#include <kernel/arch.h>
#include <kernel/thread.h>
#include <kernel/wait.h>
#include <kernel/work.h>
#include <unispec/start.h>

#include "sched.h"

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak sched_block
#pragma weak thread_cancel

#define CANCEL __unispec_reached((const void *)thread_cancel)

int wait_block(uint64_t deadline, const char *what)
{
    struct thread *self = thread_current;

    while (!self->woken) {
        if (CANCEL && self->cancelled && self->cancel_point)
            return -ECANCELED;
        if (SIGNALS && self->signals.due)
            return -EINTR;
        if (deadline != WAIT_FOREVER && arch_clock_ns() >= deadline)
            return -ETIMEDOUT;
        if (THREADS)
            sched_block(deadline, what);
        else
            idle(deadline, what);
    }
    self->woken = false;
    return 0;
}
