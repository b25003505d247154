/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Delivery of signals: synchronous, on the thread's own stack or, with
 * SA_ONSTACK, on its alternate one. A handler is called like any function, so
 * it may leave by longjmp; nothing is held meanwhile.
 *
 * Several signals that are delivered at once run in the order in which Linux
 * runs them: it builds their frames on the stack from the lowest number up,
 * so that the handler of the highest one runs first. The recursion of
 * signal_call() over signal_deliver() does the same.
 *
 * Caveats: the register part of the ucontext is zero and is not read back (the
 * signal mask is); the floating-point environment is not saved around a
 * handler. Faults of the processor do not come this way.
 */
#include "signal.h"
#include <kernel/process.h>
#include <string.h>

#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1u << 31)
#endif

_Static_assert(offsetof(ucontext_t, uc_mcontext) == 40, "Linux ABI");
_Static_assert(offsetof(ucontext_t, uc_sigmask) == 296, "Linux ABI");

struct signal_state signals;

void signal_fill_info(siginfo_t *to, const struct signal_info *from)
{
    memset(to, 0, sizeof(*to));
    to->si_signo = from->number;
    to->si_code = from->code;
    to->si_pid = from->pid;
    to->si_uid = from->uid;
    to->si_value = from->value;
}

bool signal_on_stack(void)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);

    return here - (uintptr_t)signals.stack.ss_sp < signals.stack.ss_size;
}

static void handler_call(const struct signal_action *action, int number,
                         siginfo_t *info, ucontext_t *context)
{
    const stack_t *stack = &context->uc_stack;

    if ((action->flags & SA_ONSTACK) && stack->ss_size && !signal_on_stack())
        arch_call_on_stack(action->handler.info, number, info, context,
                           (char *)stack->ss_sp + stack->ss_size);
    else
        action->handler.info(number, info, context);
}

/* What sigreturn restores on Linux; the handler may have changed it. */
static void context_restore(const ucontext_t *context)
{
    uint64_t mask;

    memcpy(&mask, &context->uc_sigmask, sizeof(mask));
    signals.blocked = mask & ~SIGNAL_UNBLOCKABLE;
    if (context->uc_stack.ss_flags & (int)SS_AUTODISARM)
        signals.stack = context->uc_stack;
}

static void signal_call(const struct signal_info *pending, uint64_t resume)
{
    struct signal_action *slot = signal_action(pending->number);
    struct signal_action action = *slot;
    ucontext_t context;
    siginfo_t info;

    memset(&context, 0, sizeof(context));
    memcpy(&context.uc_sigmask, &resume, sizeof(resume));
    context.uc_stack = signals.stack;
    if (signals.stack.ss_flags & (int)SS_AUTODISARM)
        signals.stack = (stack_t){0};
    signal_fill_info(&info, pending);
    if (action.flags & SA_RESETHAND)
        slot->handler.simple = SIG_DFL;
    signals.blocked |= action.mask;
    if (!(action.flags & SA_NODEFER))
        signals.blocked |= SIGNAL_BIT(pending->number);
    signal_deliver(signals.blocked);
    handler_call(&action, pending->number, &info, &context);
    context_restore(&context);
}

bool signal_deliver(uint64_t resume)
{
    bool called = false;

    while (signals.pending & ~signals.blocked) {
        struct signal_info info = signal_dequeue(~signals.blocked);

        if (signal_is_ignored(info.number))
            continue;
        if (signal_action(info.number)->handler.simple == SIG_DFL) {
            signal_default(info.number);
            continue;
        }
        signal_call(&info, called ? signals.blocked : resume);
        called = true;
    }
    return called;
}

long signal_post(const struct signal_info *info)
{
    uint64_t bit = SIGNAL_BIT(info->number);

    if (bit & SIGNAL_STOPS)
        signal_discard(SIGNAL_BIT(SIGCONT));
    if (info->number == SIGCONT)
        signal_discard(SIGNAL_STOPS);
    if (!(signals.blocked & bit) && signal_is_ignored(info->number))
        return 0;
    return signal_enqueue(info);
}

void signal_send(int number)
{
    signal_post(&(struct signal_info){.number = number,
                                      .code = SI_USER,
                                      .pid = PROCESS_ID,
                                      .uid = process_ids.uid});
    signal_deliver(signals.blocked);
}
