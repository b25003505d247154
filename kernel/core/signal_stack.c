/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sigaltstack: the stack that handlers with SA_ONSTACK run on. */
#include "signal.h"
#include <errno.h>
#include <kernel/syscall.h>

#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1u << 31)
#endif

static long stack_set(const stack_t *wanted)
{
    unsigned mode = (unsigned)wanted->ss_flags & ~SS_AUTODISARM;

    if (signal_on_stack())
        return -EPERM;
    if (mode != SS_DISABLE && mode != SS_ONSTACK && mode != 0)
        return -EINVAL;
    if (mode == SS_DISABLE) {
        signals.stack = (stack_t){.ss_flags = wanted->ss_flags};
        return 0;
    }
    if (wanted->ss_size < MINSIGSTKSZ)
        return -ENOMEM;
    signals.stack = *wanted;
    return 0;
}

SYSCALL2(sigaltstack, const stack_t *, wanted, stack_t *, old)
{
    stack_t before = signals.stack;
    long error = 0;

    before.ss_flags &= (int)SS_AUTODISARM;
    if (!before.ss_size)
        before.ss_flags |= SS_DISABLE;
    else if (signal_on_stack())
        before.ss_flags |= SS_ONSTACK;
    if (wanted)
        error = stack_set(wanted);
    if (!error && old)
        *old = before;
    return error;
}
