/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* pause, rt_sigsuspend and rt_sigtimedwait. */
#include "signal.h"
#include <errno.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <kernel/wait.h>

static const char waits_for[] = "a signal that nobody can send";

/* Ends when a handler is about to run. */
static long wait_for_handler(void)
{
    int error;

    while (!(error = wait_block(WAIT_FOREVER, waits_for)))
        ;
    return wait_final(error);
}

SYSCALL0(pause)
{
    return wait_for_handler();
}

SYSCALL2(rt_sigsuspend, const uint64_t *, set, size_t, set_size)
{
    if (set_size != SIGNAL_SET_BYTES)
        return -EINVAL;
    signal_mask_install(*set);
    return wait_for_handler();
}

/* Until one of the set is pending: 0 or why not. */
static long wait_for_any(uint64_t set, uint64_t deadline)
{
    struct thread_signals *self = &thread_current->signals;
    int error = 0;

    while (!error && !(signal_available() & set)) {
        self->waiting = set;
        error = wait_block(deadline, waits_for);
        self->waiting = 0;
    }
    if (!error || signal_available() & set)
        return 0;
    return error == -ETIMEDOUT ? -EAGAIN : wait_final(error);
}

SYSCALL4(rt_sigtimedwait, const uint64_t *, set, siginfo_t *, result,
         const struct timespec *, timeout, size_t, set_size)
{
    uint64_t wanted, deadline = WAIT_FOREVER;
    struct signal_info info;
    long error;

    if (set_size != SIGNAL_SET_BYTES)
        return -EINVAL;
    if (timeout && !timespec_valid(timeout))
        return -EINVAL;
    wanted = *set & ~SIGNAL_UNBLOCKABLE;
    if (timeout)
        deadline = wait_deadline(timespec_ns(timeout));
    error = wait_for_any(wanted, deadline);
    if (error)
        return error;
    info = signal_dequeue(wanted);
    signal_recalculate();
    if (result)
        signal_fill_info(result, &info);
    return info.number;
}
