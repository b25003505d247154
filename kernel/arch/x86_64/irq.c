/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Interrupts. A handler only notes that there is work (kernel/work.h). Where
 * it met the program, and interrupts are on for good, the program is sent to
 * preempt_entry (preempt.S), which does the work on the program's own stack
 * and then goes on where it was: what it needs stands in preempt_frame.
 */
#include <kernel/work.h>

#include "apic.h"
#include "preempt.h"
#include "x86.h"

/* Asking whether these are reached must not extract them. */
#pragma weak arch_async_enable
#pragma weak arch_device_line
#pragma weak arch_device_message
#pragma weak preempt_entry
#pragma weak preempt_frame
#pragma weak preempt_work
#pragma weak kernel_depth

#define PIC1_MASK 0x21 /* the pair of 8259: nobody must use its vectors */
#define PIC2_MASK 0xa1

#define DEVICES                                                                \
    (__unispec_reached((const void *)arch_device_line) ||                      \
     __unispec_reached((const void *)arch_device_message))

bool irq_start(void)
{
    static enum { UNKNOWN, ABSENT, READY } state;

    if (state != UNKNOWN)
        return state == READY;
    state = ABSENT;
    if (!apic_start())
        return false;
    io_out8(PIC1_MASK, 0xff);
    io_out8(PIC2_MASK, 0xff);
    for (unsigned v = IRQ_FIRST; v < TRAP_IDT_LIMIT; v++)
        trap_gate(v, SELECTOR_CODE, irq_stubs + (v - IRQ_FIRST) * 4, IST_OTHER);
    apic_write(APIC_TPR, 0);
    apic_write(APIC_SPURIOUS, APIC_SPURIOUS_ENABLE | IRQ_SPURIOUS);
    apic_write(APIC_LVT_LINT0, APIC_LVT_MASKED);
    apic_write(APIC_LVT_TIMER, IRQ_TIMER);
    apic_write(APIC_TIMER_DIVIDE, APIC_DIVIDE_BY_1);
    state = READY;
    return true;
}

static void preempt(struct arch_regs *regs)
{
    kernel_depth = 1;
    preempt_frame.rip = regs->rip;
    preempt_frame.rflags = regs->rflags;
    preempt_frame.rsp = regs->rsp;
    preempt_frame.work = preempt_work;
    regs->rip = (uintptr_t)preempt_entry;
    regs->rsp = (regs->rsp - RED_ZONE) & ~15ull;
    regs->rflags &= ~(uint64_t)RFLAGS_IF;
}

void irq_handle(struct arch_regs *regs)
{
    if (regs->vector == IRQ_SPURIOUS)
        return;
    apic_write(APIC_EOI, 0);
    if (regs->vector == IRQ_TIMER)
        apic_timer_came();
    else if (DEVICES)
        device_interrupt = device_interrupts = true;
    kernel_work = true;
    if (ASYNC && !kernel_depth)
        preempt(regs);
}
