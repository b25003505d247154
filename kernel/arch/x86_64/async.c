/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Interrupts while the program runs. Where there is no local APIC they never
 * come: threads then change only where they block, and timers are looked at
 * when somebody waits.
 */
#include <kernel/work.h>

#include "preempt.h"
#include "x86.h"

#define CPUID1_ECX_OSXSAVE (1u << 27)

static bool enabled;

void arch_async_enable(void)
{
    if (enabled || !irq_start())
        return;
    if (cpuid(1, 0).ecx & CPUID1_ECX_OSXSAVE)
        preempt_xsave_size = cpuid(13, 0).ebx;
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
