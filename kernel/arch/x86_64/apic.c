/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Access to the local APIC; see apic.h. */
#include "apic.h"
#include "x86.h"

#define MSR_APIC_BASE 0x1b
#define APIC_BASE_ENABLE (1ull << 11)
#define APIC_BASE_X2APIC (1ull << 10)
#define MSR_X2APIC 0x800
#define CPUID1_EDX_APIC (1u << 9)
#define CPUID1_ECX_X2APIC (1u << 21)
#define APIC_SIZE 0x1000

static volatile char *registers; /* NULL: x2APIC */

void apic_write(unsigned offset, uint32_t value)
{
    if (registers)
        *(volatile uint32_t *)(registers + offset) = value;
    else
        msr_write(MSR_X2APIC + offset / 16, value);
}

bool apic_start(void)
{
    uint64_t base;

    if (!(arch_hwcap() & CPUID1_EDX_APIC))
        return false;
    base = msr_read(MSR_APIC_BASE) | APIC_BASE_ENABLE;
    if (cpu_features & CPUID1_ECX_X2APIC) {
        /* From off to x2APIC is two steps: Intel SDM vol. 3, 11.12.5. */
        msr_write(MSR_APIC_BASE, base);
        msr_write(MSR_APIC_BASE, base | APIC_BASE_X2APIC);
        return true;
    }
    msr_write(MSR_APIC_BASE, base);
    registers = arch_map_device(base & PTE_ADDRESS, APIC_SIZE);
    return registers;
}
