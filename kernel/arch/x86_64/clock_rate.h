/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Conversion of TSC ticks to nanoseconds. A rate is nanoseconds per tick in
 * fixed point with 48 fraction bits: exact to 2^-46 for a TSC of 4 GHz, which
 * is less than 1 us in a year. Pure arithmetic without memory of its own, so
 * that tests/kernel can run it on the host.
 */
#ifndef KERNEL_X86_CLOCK_RATE_H
#define KERNEL_X86_CLOCK_RATE_H

#include <stdint.h>

#define RATE_FRACTION 48
#define RATE_MIN_HZ 100000ull /* slower counters overflow a rate */

static inline uint64_t rate_apply(uint64_t rate, uint64_t ticks)
{
    return (uint64_t)((unsigned __int128)ticks * rate >> RATE_FRACTION);
}

/*
 * The rate of a counter that made `ticks` in `ns`; the quotient must fit, so
 * the counter must be faster than RATE_MIN_HZ. (A 128-bit division in C would
 * be a call of a library function.)
 */
static inline uint64_t rate_make(uint64_t ns, uint64_t ticks)
{
    uint64_t high = ns >> (64 - RATE_FRACTION), low = ns << RATE_FRACTION;

    __asm__("divq %2" : "+a"(low), "+d"(high) : "r"(ticks) : "cc");
    return low;
}

/* KVM's pvclock gives ((ticks << shift) * mul) >> 32. */
static inline uint64_t rate_from_pvclock(uint32_t mul, int shift)
{
    return shift >= -16 ? (uint64_t)mul << (16 + shift)
                        : (uint64_t)mul >> (-16 - shift);
}

/* The PIT counts at 105/88 MHz: one tick is 17600/21 ns. */
static inline uint64_t pit_ticks_to_ns(uint64_t ticks)
{
    return ticks * 17600 / 21;
}

static inline uint64_t pit_ticks_from_ns(uint64_t ns)
{
    return ns / 17600 * 21 + ns % 17600 * 21 / 17600;
}

/*
 * Ticks of a 16-bit counter whose reading is known and whose full count is
 * near `estimate`: right where the estimate is off by less than 32768.
 */
static inline uint64_t pit_ticks_unwrap(uint64_t estimate, uint16_t reading)
{
    return estimate + (uint64_t)(int16_t)(reading - (uint16_t)estimate);
}

#endif
