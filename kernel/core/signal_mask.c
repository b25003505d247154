/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* rt_sigprocmask and rt_sigpending. */
#include "signal.h"
#include <errno.h>
#include <kernel/syscall.h>
#include <string.h>

/* The new mask, or false for an unknown way to change it. */
static bool mask_change(int how, uint64_t set, uint64_t *mask)
{
    switch (how) {
    case SIG_BLOCK:
        *mask |= set;
        return true;
    case SIG_UNBLOCK:
        *mask &= ~set;
        return true;
    case SIG_SETMASK:
        *mask = set;
        return true;
    default:
        return false;
    }
}

SYSCALL4(rt_sigprocmask, int, how, const uint64_t *, set, uint64_t *, old,
         size_t, set_size)
{
    uint64_t before = thread_current->signals.blocked, mask = before;

    if (set_size != SIGNAL_SET_BYTES)
        return -EINVAL;
    if (set && !mask_change(how, *set, &mask))
        return -EINVAL;
    if (old)
        *old = before;
    if (set)
        signal_set_blocked(mask);
    return 0;
}

SYSCALL2(rt_sigpending, uint64_t *, set, size_t, set_size)
{
    uint64_t pending = signal_available() & thread_current->signals.blocked;

    if (set_size > SIGNAL_SET_BYTES)
        return -EINVAL;
    memcpy(set, &pending, set_size);
    return 0;
}
