/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Exceptions that become signals: where the program has a handler for it that
 * is not blocked, it is sent to preempt.S on the stack that the handler wants,
 * and the handler runs from there. Else, as on Linux, it is the end: the
 * caller reports it.
 *
 * A fault within the kernel, at an address that the program gave to a system
 * call, is the program's: the handler may leave it by longjmp.
 */
#include <kernel/work.h>
#include <signal.h>

#include "../../core/signal.h"
#include "../../mm/vm.h"
#include "preempt.h"
#include "trap.h"
#include "x86.h"

/* Asking whether these are reached must not extract them. */
#pragma weak arch_async_enable
#pragma weak arch_interrupts
#pragma weak vm_map
#pragma weak vm_region_at

enum {
    DIVIDE = 0,
    DEBUG = 1,
    BREAKPOINT = 3,
    INVALID = 6,
    STACK = 12,
    PAGE = 14,
    FPU = 16,
    ALIGNMENT = 17,
    SIMD = 19,
};
#define ERROR_PRESENT 1
#define ERROR_USER 4
/* What a program can cause: not NMI, double fault, removed code and so on. */
#define OF_PROGRAM 0x000b7c7bu /* 0, 1, 3-6, 10-14, 16, 17, 19 */

/* What happened, until fault_work() has it: interrupts are off meanwhile. */
static struct {
    struct signal_info info;
    uint64_t vector, error;
    unsigned depth;
} fault;

/* The first exception that is not masked: x87 and SSE have the same bits. */
static int float_code(uint32_t status, uint32_t masks)
{
    uint32_t raised = status & ~masks;

    return raised & 1    ? FPE_FLTINV
           : raised & 4  ? FPE_FLTDIV
           : raised & 8  ? FPE_FLTOVF
           : raised & 18 ? FPE_FLTUND
           : raised & 32 ? FPE_FLTRES
                         : 0;
}

static int fpu_code(void)
{
    uint16_t status, control;

    __asm__ volatile("fnstsw %0" : "=m"(status));
    __asm__ volatile("fnstcw %0" : "=m"(control));
    return float_code(status, control);
}

static int simd_code(void)
{
    uint32_t mxcsr;

    __asm__ volatile("stmxcsr %0" : "=m"(mxcsr));
    return float_code(mxcsr, mxcsr >> 7);
}

/* Something is there, and does not permit it. */
static bool is_mapped(const struct trap *t)
{
    return t->regs->error & ERROR_PRESENT ||
           (__unispec_reached((const void *)vm_map) &&
            vm_region_at(t->address));
}

static void describe(const struct trap *t)
{
    struct signal_info *i = &fault.info;
    uintptr_t rip = t->regs->rip;

#define IS(n, c, a)                                                            \
    *i = (struct signal_info)                                                  \
    {                                                                          \
        .number = (n), .code = (c), .address = (void *)(a)                     \
    }
    switch (t->regs->vector) {
    case PAGE:
        if (t->fault == VM_FAULT_BUS)
            IS(SIGBUS, BUS_ADRERR, t->address);
        else
            IS(SIGSEGV, is_mapped(t) ? SEGV_ACCERR : SEGV_MAPERR, t->address);
        return;
    case DIVIDE:
        IS(SIGFPE, FPE_INTDIV, rip);
        return;
    case DEBUG:
        IS(SIGTRAP, TRAP_TRACE, rip);
        return;
    case BREAKPOINT:
        IS(SIGTRAP, SI_KERNEL, 0);
        return;
    case INVALID:
        IS(SIGILL, ILL_ILLOPN, rip);
        return;
    case STACK:
        IS(SIGBUS, SI_KERNEL, 0);
        return;
    case FPU:
        IS(SIGFPE, fpu_code(), rip);
        return;
    case ALIGNMENT:
        IS(SIGBUS, BUS_ADRALN, 0);
        return;
    case SIMD:
        IS(SIGFPE, simd_code(), rip);
        return;
    default:
        IS(SIGSEGV, SI_KERNEL, 0);
    }
#undef IS
}

/* A handler can run: also the registers could be saved for it. */
static bool deliverable(const struct trap *t)
{
    uint64_t bit = SIGNAL_BIT(fault.info.number), rip = t->regs->rip;
    void (*handler)(int) = signal_action(fault.info.number)->handler.simple;

    return (OF_PROGRAM >> t->regs->vector & 1) && t->fault != VM_FAULT_OOM &&
           handler != SIG_DFL && handler != SIG_IGN &&
           !(thread_current->signals.blocked & bit) &&
           (rip < (uintptr_t)preempt_entry ||
            rip >= (uintptr_t)preempt_entry_end);
}

static void fault_work(struct arch_regs *regs, void *extended)
{
    struct signal_info info = fault.info;
    unsigned depth = fault.depth;

    regs->vector = fault.vector;
    regs->error = fault.error;
    if (ASYNC)
        arch_interrupts(true);
    signal_deliver_fault(regs, extended, &info);
    if (ASYNC)
        arch_interrupts(false);
    kernel_depth = depth;
}

/* The stack below which the program's registers are saved. */
static uintptr_t stack_for(const struct trap *t)
{
    const struct thread_signals *s = &thread_current->signals;

    if ((signal_action(fault.info.number)->flags & SA_ONSTACK) &&
        s->stack_size && !signal_on_stack(t->regs->rsp))
        return s->stack + s->stack_size;
    return t->regs->rsp - RED_ZONE;
}

/* Strong: who wants signals gets this file, for trap.c. */
void arch_signals_enable(void)
{
    arch_context_enable();
}

bool trap_signal(const struct trap *t)
{
    struct arch_regs *regs = t->regs;

    describe(t);
    if (!deliverable(t))
        return false;
    fault.vector = regs->vector;
    fault.error = regs->error;
    fault.depth = kernel_depth;
    kernel_depth = 1;
    if (regs->vector == PAGE) {
        /* As Linux tells them: by the program, and what it never has is there. */
        fault.error |= ERROR_USER | t->address >> 63;
        trap_signal_address = t->address;
    }
    preempt_frame.rip = regs->rip;
    preempt_frame.rflags = regs->rflags;
    preempt_frame.rsp = regs->rsp;
    preempt_frame.work = fault_work;
    regs->rsp = stack_for(t) & ~15ull;
    regs->rip = (uintptr_t)preempt_entry;
    regs->rflags &= ~(uint64_t)(RFLAGS_IF | RFLAGS_TF);
    return true;
}
