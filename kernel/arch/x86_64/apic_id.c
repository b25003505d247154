/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Who receives the interrupts of devices: the one processor. */
#include "apic.h"
#include "x86.h"

/* CPUID leaf 1: the same as the APIC's own register, which may need mapping. */
uint8_t apic_id(void)
{
    return (uint8_t)(cpuid(1, 0).ebx >> 24);
}
