/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The signal mask of ppoll, pselect6 and epoll_pwait, for the time of the
 * call; only where there are handlers. A handler ends these calls for good.
 */
#ifndef KERNEL_FS_POLL_MASK_H
#define KERNEL_FS_POLL_MASK_H

#include <kernel/signal.h>

/* Asking must not extract them. */
#pragma weak signal_mask_install
#pragma weak signal_mask_restore

#define POLL_MASK_BYTES 8

static inline void poll_mask_begin(const uint64_t *mask)
{
    if (SIGNALS && mask)
        signal_mask_install(*mask);
}

/* What the call returns, given the result of waiting. */
static inline long poll_mask_end(const uint64_t *mask, long result)
{
    result = wait_final(result);
    if (SIGNALS && mask && !signal_interrupted(result))
        signal_mask_restore();
    return result;
}

#endif
