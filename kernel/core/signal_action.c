/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* rt_sigaction: stores what a signal does and gives the old action back. */
#include "signal.h"
#include <errno.h>
#include <kernel/syscall.h>

#ifndef SA_EXPOSE_TAGBITS
#define SA_EXPOSE_TAGBITS 0x800
#endif
#define KNOWN_FLAGS                                                            \
    (SA_NOCLDSTOP | SA_NOCLDWAIT | SA_SIGINFO | SA_EXPOSE_TAGBITS |            \
     SA_RESTORER | SA_ONSTACK | SA_RESTART | SA_NODEFER |                      \
     (unsigned long)(unsigned)SA_RESETHAND)

SYSCALL4(rt_sigaction, int, number, const struct signal_action *, action,
         struct signal_action *, old, size_t, set_size)
{
    struct signal_action *slot, wanted;

    if (set_size != SIGNAL_SET_BYTES || number < 1 || number > SIGNALS_MAX)
        return -EINVAL;
    if (action && (SIGNAL_BIT(number) & SIGNAL_UNBLOCKABLE))
        return -EINVAL;
    slot = signal_action(number);
    if (action)
        wanted = *action; /* may be the same object as *old */
    if (old)
        *old = *slot;
    if (!action)
        return 0;
    wanted.flags &= KNOWN_FLAGS;
    wanted.mask &= ~SIGNAL_UNBLOCKABLE;
    if (wanted.handler.simple != SIG_DFL && wanted.handler.simple != SIG_IGN)
        signal_install(slot, &wanted);
    else
        *slot = wanted;
    /* POSIX 2.4.3: an action that ignores discards what is pending. */
    if (signal_is_ignored(number)) {
        signal_discard(SIGNAL_BIT(number));
        signal_recalculate();
    }
    return 0;
}
