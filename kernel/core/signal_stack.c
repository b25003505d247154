/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sigaltstack: the stack that handlers with SA_ONSTACK run on. */
#include "signal.h"
#include <errno.h>
#include <kernel/syscall.h>

#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1u << 31)
#endif

long signal_stack_set(const stack_t *wanted)
{
    struct thread_signals *self = &thread_current->signals;
    unsigned mode = (unsigned)wanted->ss_flags & ~SS_AUTODISARM;

    if (mode != SS_DISABLE && mode != SS_ONSTACK && mode != 0)
        return -EINVAL;
    if (mode != SS_DISABLE && wanted->ss_size < MINSIGSTKSZ)
        return -ENOMEM;
    self->stack = mode == SS_DISABLE ? 0 : (uintptr_t)wanted->ss_sp;
    self->stack_size = mode == SS_DISABLE ? 0 : wanted->ss_size;
    self->stack_flags = (unsigned)wanted->ss_flags & SS_AUTODISARM;
    return 0;
}

SYSCALL2(sigaltstack, const stack_t *, wanted, stack_t *, old)
{
    struct thread_signals *self = &thread_current->signals;
    bool in_use = signal_on_stack((uintptr_t)__builtin_frame_address(0));
    stack_t before = {.ss_sp = (void *)self->stack,
                      .ss_size = self->stack_size,
                      .ss_flags = (int)self->stack_flags};
    long error = 0;

    if (!before.ss_size)
        before.ss_flags |= SS_DISABLE;
    else if (in_use)
        before.ss_flags |= SS_ONSTACK;
    if (wanted)
        error = in_use ? -EPERM : signal_stack_set(wanted);
    if (!error && old)
        *old = before;
    return error;
}
