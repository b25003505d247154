/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What /proc shows of the signals. */
#include "signal.h"

#include <unispec/syscalls.h>

/* Asking whether these are reached must not extract them. */
#pragma weak sys_rt_sigaction
#pragma weak signal_post
#pragma weak process_signals

void signal_sets(const struct thread *t, struct signal_sets *sets)
{
    *sets = (struct signal_sets){.blocked = t->signals.blocked,
                                 .pending = t->signals.pending.set};
    if (__unispec_reached((const void *)signal_post))
        sets->process_pending = process_signals.pending.set;
    if (!__unispec_reached(sys_rt_sigaction))
        return;
    for (int n = 1; n <= SIGNALS_MAX; n++) {
        void (*handler)(int) = signal_action(n)->handler.simple;

        if (handler == SIG_IGN)
            sets->ignored |= SIGNAL_BIT(n);
        else if (handler != SIG_DFL)
            sets->caught |= SIGNAL_BIT(n);
    }
}
