/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Interrupts while the program runs. Where there is no local APIC they never
 * come: threads then change only where they block, and timers are looked at
 * when somebody waits.
 */
#include <kernel/work.h>

#include "preempt.h"
#include "x86.h"

static bool enabled;

void arch_async_enable(void)
{
    if (enabled || !irq_start())
        return;
    arch_context_enable();
    preempt_frame.work = preempt_work; /* who interrupts has a border */
    enabled = true;
    arch_interrupts(true);
}

void arch_interrupts(bool on)
{
    if (on && enabled)
        __asm__ volatile("sti" : : : "memory");
    else
        __asm__ volatile("cli" : : : "memory");
}
