/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Idling: the processor halts until an interrupt comes, if that can be. */
#include <kernel/work.h>

#include "x86.h"

/* Asking whether these are reached must not extract them. */
#pragma weak arch_async_enable
#pragma weak arch_interrupts

void arch_wait_until(uint64_t when)
{
    if (!irq_start()) {
        while (arch_clock_ns() < when)
            __builtin_ia32_pause();
        return;
    }
    arch_timer_arm(when);
    /* sti takes effect after the next instruction: none comes in between. */
    __asm__ volatile("cli" : : : "memory");
    if (!kernel_work)
        __asm__ volatile("sti; hlt; cli" : : : "memory");
    if (ASYNC)
        arch_interrupts(true);
}
