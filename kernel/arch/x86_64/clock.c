/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The monotonic clock. The source is chosen at the first reading, so that a
 * program that asks for no time has no clock code and runs none:
 *   1. kvmclock, where the hypervisor is KVM and offers it;
 *   2. the TSC with the frequency that CPUID gives;
 *   3. the TSC measured against the PIT;
 *   4. the TSC taken as 1 GHz: durations are then wrong, but time goes on.
 * Sources 2 and 4 count from the reset of the TSC, the others from about then;
 * that moment is ARCH_CLOCK_START, not 0.
 * One processor; see clock_pit.c for how exact source 3 is.
 *
 * Used by kernel/core/time*.c through kernel/arch.h.
 */
#include "clock.h"
#include "clock_rate.h"
#include "x86.h"

#define ASSUMED_HZ 1000000000ull

static enum { SOURCE_UNKNOWN, SOURCE_TSC, SOURCE_PIT, SOURCE_KVM } source;
static uint64_t tsc_rate;

static void clock_start(void)
{
    uint64_t hz;

    if (clock_kvm_start()) {
        source = SOURCE_KVM;
        return;
    }
    hz = clock_cpuid_hz();
    if (!hz && clock_pit_start()) {
        source = SOURCE_PIT;
        return;
    }
    tsc_rate = rate_make(1000000000, hz ? hz : ASSUMED_HZ);
    source = SOURCE_TSC;
}

static uint64_t source_ns(void)
{
    if (source == SOURCE_KVM)
        return clock_kvm_ns();
    if (source == SOURCE_PIT)
        return clock_pit_ns();
    return rate_apply(tsc_rate, tsc_read());
}

uint64_t arch_clock_ns(void)
{
    if (source == SOURCE_UNKNOWN)
        clock_start();
    return ARCH_CLOCK_START + source_ns();
}

bool clock_is_kvm(void)
{
    return source == SOURCE_KVM;
}

uint64_t arch_clock_resolution(void)
{
    return 1;
}
