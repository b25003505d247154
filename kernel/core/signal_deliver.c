/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Delivery: handlers run at the border of the kernel. All registers of the
 * program have been saved below it on its own stack (arch_call_saved(), or the
 * arch's way after interrupts and faults), and become those of the ucontext
 * and back. The handler is called like any function, outside of the kernel, so
 * it may leave by longjmp; nothing is held meanwhile.
 *
 * Several signals that are delivered at once run in the order in which Linux
 * runs them: it builds their frames on the stack from the lowest number up,
 * so that the handler of the highest one runs first. The recursion of
 * handler_run() over deliver() does the same.
 *
 * Caveat: handlers that run at once see the same registers.
 */
#include "signal.h"
#include <kernel/arch.h>
#include <kernel/work.h>
#include <string.h>
#include <unispec/syscalls.h>

/* Asking whether these are reached must not extract them. */
#pragma weak arch_async_enable
#pragma weak arch_interrupts

#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1u << 31)
#endif

_Static_assert(offsetof(ucontext_t, uc_mcontext) == 40, "Linux ABI");
_Static_assert(offsetof(ucontext_t, uc_sigmask) == 296, "Linux ABI");

/* What the handlers of one delivery have in common. */
struct delivery {
    struct arch_regs *regs;
    void *extended;
    bool call; /* the result of a system call is in the registers */
};

/* Weak, as everywhere: what the gate asks for must not extract this file. */
void signal_handlers_enable(void)
{
    arch_signals_enable();
}

void signal_install(struct signal_action *slot,
                    const struct signal_action *action)
{
    signal_handlers_enable();
    *slot = *action;
}

static void stack_save(stack_t *to)
{
    struct thread_signals *self = &thread_current->signals;

    to->ss_sp = (void *)self->stack;
    to->ss_size = self->stack_size;
    to->ss_flags = (int)self->stack_flags;
    if (!self->stack_size)
        to->ss_flags |= SS_DISABLE;
    if (self->stack_flags & SS_AUTODISARM)
        self->stack = self->stack_size = self->stack_flags = 0;
}

/* What sigreturn restores on Linux; the handler may have changed it, and what
 * it made of the stack is ignored where that is none. */
static void context_restore(const ucontext_t *context, struct delivery *d)
{
    uint64_t mask;

    memcpy(&mask, &context->uc_sigmask, sizeof(mask));
    signal_set_blocked(mask);
    signal_stack_set(&context->uc_stack);
    arch_context_restore(context, d->regs);
}

static void handler_call(const struct signal_action *action, int number,
                         siginfo_t *info, ucontext_t *context)
{
    const stack_t *stack = &context->uc_stack;
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);

    kernel_depth = 0;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    if ((action->flags & SA_ONSTACK) && stack->ss_size &&
        here - (uintptr_t)stack->ss_sp >= stack->ss_size)
        arch_call_on_stack(action->handler.info, number, info, context,
                           (char *)stack->ss_sp + stack->ss_size);
    else
        action->handler.info(number, info, context);
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    kernel_depth = 1;
}

static void deliver(struct delivery *d, uint64_t resume);

static void handler_run(struct delivery *d, const struct signal_info *signal,
                        uint64_t resume)
{
    struct thread_signals *self = &thread_current->signals;
    struct signal_action *slot = signal_action(signal->number);
    struct signal_action action = *slot;
    ucontext_t context;
    siginfo_t info;

    memset(&context, 0, sizeof(context));
    arch_context_save(&context, d->regs, d->extended);
    memcpy(&context.uc_sigmask, &resume, sizeof(resume));
    stack_save(&context.uc_stack);
    signal_fill_info(&info, signal);
    if (action.flags & SA_RESETHAND)
        slot->handler.simple = SIG_DFL;
    if (!(action.flags & SA_NODEFER))
        action.mask |= SIGNAL_BIT(signal->number);
    signal_set_blocked(self->blocked | action.mask);
    deliver(d, self->blocked);
    handler_call(&action, signal->number, &info, &context);
    context_restore(&context, d);
}

/* The first handler says what becomes of an interrupted call. */
static void result_settle(struct delivery *d, bool again)
{
    long result = arch_regs_result(d->regs);

    if (d->call && signal_interrupted(result))
        arch_regs_set_result(d->regs, again ? -SIGNAL_RESTART : -EINTR);
    d->call = false;
}

static void deliver(struct delivery *d, uint64_t resume)
{
    struct thread_signals *self = &thread_current->signals;

    while (signal_available() & ~self->blocked) {
        struct signal_info info = signal_dequeue(~self->blocked);
        struct signal_action *action = signal_action(info.number);

        if (signal_is_ignored(info.number))
            continue;
        if (action->handler.simple == SIG_DFL) {
            signal_default(info.number);
            continue;
        }
        result_settle(d, arch_regs_result(d->regs) == -EINTR &&
                             action->flags & SA_RESTART);
        handler_run(d, &info, resume);
        resume = self->blocked;
    }
    self->due = false;
}

/* A mask that was for the call only ends with it. */
static void deliver_all(struct delivery *d)
{
    struct thread_signals *self = &thread_current->signals;
    uint64_t resume = self->restore ? self->saved : self->blocked;
    bool installed = self->restore, called;

    self->restore = false;
    deliver(d, resume);
    called = !d->call;
    if (installed && !called)
        signal_set_blocked(resume);
}

void signal_leave_work(struct arch_regs *regs, void *extended)
{
    struct delivery d = {regs, extended, true};

    if (ASYNC)
        arch_interrupts(true);
    deliver_all(&d);
    result_settle(&d, true);
    if (ASYNC)
        arch_interrupts(false);
    kernel_depth = 0;
}

void signal_preempt(struct arch_regs *regs, void *extended)
{
    struct delivery d = {regs, extended, false};

    deliver(&d, thread_current->signals.blocked);
}

void signal_deliver_fault(struct arch_regs *regs, void *extended,
                          const struct signal_info *fault)
{
    struct delivery d = {regs, extended, false};

    handler_run(&d, fault, thread_current->signals.blocked);
    deliver(&d, thread_current->signals.blocked);
}
