/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * kvmclock (Linux Documentation/virt/kvm/x86/msr.rst and cpuid.rst): the
 * hypervisor keeps a page with the TSC's rate and a reference point, which it
 * updates under a version counter, and writes the date of boot on request.
 */
#include "clock.h"
#include "clock_rate.h"
#include "x86.h"
#include <stddef.h>

#define LEAF_HYPERVISOR 0x40000000u
#define LEAF_STEP 0x100u /* KVM moves up where it also plays Hyper-V */
#define LEAF_LAST 0x40000200u
#define FEATURE_HYPERVISOR (1u << 31) /* leaf 1, ECX */
#define FEATURE_CLOCKSOURCE2 (1u << 3)
#define MSR_WALL_CLOCK 0x4b564d00u
#define MSR_SYSTEM_TIME 0x4b564d01u
#define SYSTEM_TIME_ENABLE 1

/* Written by the host. */
struct pvclock {
    uint32_t version, pad0;
    uint64_t tsc_timestamp, system_time;
    uint32_t mul;
    int8_t shift;
    uint8_t flags, pad1[2];
};
struct pvclock_wall {
    uint32_t version, sec, nsec;
};
_Static_assert(sizeof(struct pvclock) == 32, "KVM ABI");
_Static_assert(offsetof(struct pvclock, mul) == 24, "KVM ABI");
_Static_assert(sizeof(struct pvclock_wall) == 12, "KVM ABI");

/* Aligned to their size: may not cross a page. */
static volatile struct pvclock clock_page __attribute__((aligned(32)));
static volatile struct pvclock_wall wall_page __attribute__((aligned(16)));

/* The base of KVM's leaves, or 0. */
static uint32_t kvm_leaf(void)
{
    if (!(cpuid(1, 0).ecx & FEATURE_HYPERVISOR))
        return 0;
    for (uint32_t leaf = LEAF_HYPERVISOR; leaf < LEAF_LAST; leaf += LEAF_STEP) {
        struct cpuid r = cpuid(leaf, 0);

        /* "KVMKVMKVM" */
        if (r.ebx == 0x4b4d564b && r.ecx == 0x564b4d56 && r.edx == 0x4d)
            return leaf;
    }
    return 0;
}

bool clock_kvm_start(void)
{
    uint32_t leaf = kvm_leaf();

    if (!leaf || !(cpuid(leaf + 1, 0).eax & FEATURE_CLOCKSOURCE2))
        return false;
    msr_write(MSR_SYSTEM_TIME, (uintptr_t)&clock_page | SYSTEM_TIME_ENABLE);
    return clock_page.mul != 0;
}

uint64_t clock_kvm_ns(void)
{
    uint32_t version;
    uint64_t ns;

    /* An odd version, or one that changed: the host was writing. */
    do {
        version = clock_page.version & ~1u;
        __atomic_thread_fence(__ATOMIC_ACQUIRE);
        ns = clock_page.system_time +
             rate_apply(rate_from_pvclock(clock_page.mul, clock_page.shift),
                        tsc_read() - clock_page.tsc_timestamp);
        __atomic_thread_fence(__ATOMIC_ACQUIRE);
    } while (version != clock_page.version);
    return ns;
}

uint64_t clock_kvm_wall_ns(void)
{
    msr_write(MSR_WALL_CLOCK, (uintptr_t)&wall_page);
    return (uint64_t)wall_page.sec * 1000000000 + wall_page.nsec +
           clock_kvm_ns();
}
