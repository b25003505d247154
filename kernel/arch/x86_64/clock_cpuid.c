/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The frequency of the TSC as the processor or the hypervisor tells it:
 * leaf 0x15 (Intel SDM volume 2, CPUID; leaf 0x16 stands in for a crystal
 * frequency that is not enumerated) or the timing leaf 0x40000010 that VMware
 * defined and KVM, with a fixed TSC, gives too.
 */
#include "clock.h"
#include "clock_rate.h"
#include "x86.h"

#define LEAF_TSC 0x15u
#define LEAF_FREQUENCY 0x16u
#define LEAF_HYPERVISOR 0x40000000u
#define LEAF_HYPERVISOR_TIMING 0x40000010u
#define FEATURE_HYPERVISOR (1u << 31) /* leaf 1, ECX */

static uint64_t hypervisor_hz(void)
{
    uint32_t last;

    if (!(cpuid(1, 0).ecx & FEATURE_HYPERVISOR))
        return 0;
    last = cpuid(LEAF_HYPERVISOR, 0).eax;
    if (last < LEAF_HYPERVISOR_TIMING || last > LEAF_HYPERVISOR + 0xffff)
        return 0;
    return cpuid(LEAF_HYPERVISOR_TIMING, 0).eax * 1000ull;
}

static uint64_t processor_hz(void)
{
    uint32_t last = cpuid(0, 0).eax;
    struct cpuid tsc;

    if (last < LEAF_TSC)
        return 0;
    tsc = cpuid(LEAF_TSC, 0); /* numerator EBX, denominator EAX, crystal ECX */
    if (!tsc.eax || !tsc.ebx)
        return 0;
    if (tsc.ecx)
        return (uint64_t)tsc.ecx * tsc.ebx / tsc.eax;
    if (last < LEAF_FREQUENCY)
        return 0;
    return (cpuid(LEAF_FREQUENCY, 0).eax & 0xffff) * 1000000ull;
}

uint64_t clock_cpuid_hz(void)
{
    uint64_t hz = hypervisor_hz();

    if (hz < RATE_MIN_HZ)
        hz = processor_hz();
    return hz < RATE_MIN_HZ ? 0 : hz;
}
