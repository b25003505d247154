/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The parts of the x86-64 clock: clock.c chooses one source of time among
 * kvmclock (clock_kvm.c), a TSC whose frequency CPUID tells (clock_cpuid.c)
 * and a TSC measured against the PIT (clock_pit.c). clock_wall.c adds the date.
 */
#ifndef KERNEL_X86_CLOCK_H
#define KERNEL_X86_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Frequency of the TSC as CPUID tells it, or 0. */
uint64_t clock_cpuid_hz(void);

/* kvmclock: false where there is none. */
bool clock_kvm_start(void);
uint64_t clock_kvm_ns(void);
/* The date, where clock_kvm_start() succeeded. */
uint64_t clock_kvm_wall_ns(void);

/* The PIT's channel 0 as a free counter: false where there is no PIT. */
bool clock_pit_start(void);
uint64_t clock_pit_ns(void);

/* True once arch_clock_ns() runs on kvmclock. */
bool clock_is_kvm(void);

#endif
