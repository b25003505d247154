/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * pause, rt_sigsuspend and rt_sigtimedwait. Only the thread itself sends
 * signals, so what is not pending when the wait begins can never come: a wait
 * for it without a timeout is a deadlock, and is said loudly.
 */
#include "signal.h"
#include <errno.h>
#include <kernel/arch.h>
#include <kernel/process.h>
#include <kernel/syscall.h>

static const char waits_for[] = "a signal that nobody can send";

/* Everything that is not blocked was delivered before. */
SYSCALL0(pause)
{
    process_deadlock(waits_for);
}

SYSCALL2(rt_sigsuspend, const uint64_t *, set, size_t, set_size)
{
    uint64_t before = signals.blocked;

    if (set_size != SIGNAL_SET_BYTES)
        return -EINVAL;
    signals.blocked = *set & ~SIGNAL_UNBLOCKABLE;
    if (!signal_deliver(before))
        process_deadlock(waits_for);
    return -EINTR;
}

SYSCALL4(rt_sigtimedwait, const uint64_t *, set, siginfo_t *, result,
         const struct timespec *, timeout, size_t, set_size)
{
    struct signal_info info;
    uint64_t now, ns;

    if (set_size != SIGNAL_SET_BYTES)
        return -EINVAL;
    if (timeout && !timespec_valid(timeout))
        return -EINVAL;
    if (!(signals.pending & *set & ~SIGNAL_UNBLOCKABLE)) {
        if (!timeout)
            process_deadlock(waits_for);
        ns = timespec_ns(timeout);
        if (ns) {
            now = arch_clock_ns();
            sleep_until(ns > INT64_MAX - now ? INT64_MAX : now + ns);
        }
        return -EAGAIN;
    }
    info = signal_dequeue(*set & ~SIGNAL_UNBLOCKABLE);
    if (result)
        signal_fill_info(result, &info);
    return info.number;
}
