/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The local APIC (Intel SDM vol. 3, chapter 11), by x2APIC registers where
 * the processor has them, else by memory. */
#ifndef KERNEL_X86_APIC_H
#define KERNEL_X86_APIC_H

#include <stdbool.h>
#include <stdint.h>

enum { /* offsets of registers; x2APIC: MSR 0x800 + offset / 16 */
    APIC_TPR = 0x80,
    APIC_EOI = 0xb0,
    APIC_SPURIOUS = 0xf0,
    APIC_LVT_TIMER = 0x320,
    APIC_LVT_LINT0 = 0x350,
    APIC_TIMER_INITIAL = 0x380,
    APIC_TIMER_DIVIDE = 0x3e0,
};
#define APIC_LVT_MASKED (1u << 16)
#define APIC_SPURIOUS_ENABLE (1u << 8)
#define APIC_DIVIDE_BY_1 0xbu

/* False where there is none, or no memory to map it. */
bool apic_start(void);
void apic_write(unsigned offset, uint32_t value);
/* The 8 bits by which an interrupt names this processor. */
uint8_t apic_id(void);

/* apic_timer.c: the timer interrupt came. */
void apic_timer_came(void);

#endif
