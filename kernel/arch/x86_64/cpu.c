/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The CPU: switches on the extended state that programs may use, and tells
 * them what there is. entry.S has set what every x86-64 CPU has (SSE, NX).
 * CPUID leaves the guest, so the boot asks for one leaf, two with XSAVE.
 */
#include "x86.h"

#define CPUID1_ECX_XSAVE (1u << 26)
#define CR4_OSXSAVE (1ull << 18)
/* x87, SSE, AVX, and the three parts of AVX-512 */
#define XCR0_WANTED 0xe7u

uint32_t cpu_features;

static uint32_t hwcap;

unsigned long arch_hwcap(void)
{
    return hwcap;
}

/* XCR0 takes AVX-512 as a whole or not at all; monitors offer it so. */
static void enable_extended_state(void)
{
    uint32_t state = cpuid(13, 0).eax & XCR0_WANTED;
    uint64_t cr4;

    __asm__ volatile("mov %%cr4, %0" : "=r"(cr4));
    __asm__ volatile("mov %0, %%cr4" : : "r"(cr4 | CR4_OSXSAVE));
    __asm__ volatile("xsetbv" : : "c"(0), "a"(state), "d"(0));
}

void cpu_init(void)
{
    struct cpuid c = cpuid(1, 0);

    cpu_features = c.ecx;
    hwcap = c.edx;
    if (c.ecx & CPUID1_ECX_XSAVE)
        enable_extended_state();
}
