/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The timer of the local APIC, one shot at a time. Its frequency is not known
 * and not measured by waiting: a demand is converted with the highest rate
 * seen so far, which a delay can only make too low, so the interrupt comes
 * early rather than late, and whoever wanted a later time arms the timer
 * again. The first interrupt tells nearly all: from then on one is enough.
 */
#include "apic.h"
#include "clock_rate.h"
#include "x86.h"

#define SLOWEST_HZ 10000000ull
#define FASTEST_PER_NS 64 /* more is a clock that was set back */
#define LEARN_NS 20000u /* a shorter interval says little */
#define NS_PER_SEC 1000000000ull

static uint64_t armed = UINT64_MAX; /* for this time */
static uint64_t start_ns;
static uint32_t start_count;
static uint64_t rate; /* counts for a ns, as rate_make() gives it */

void arch_timer_arm(uint64_t when)
{
    uint64_t now, count;

    if (when >= armed || !irq_start())
        return;
    now = arch_clock_ns();
    if (!rate)
        rate = rate_make(SLOWEST_HZ, NS_PER_SEC);
    count = when > now ? rate_apply(rate, when - now) : 0;
    if (count > UINT32_MAX)
        count = UINT32_MAX;
    armed = when;
    start_ns = now;
    start_count = count ? (uint32_t)count : 1;
    apic_write(APIC_TIMER_INITIAL, start_count);
}

void apic_timer_came(void)
{
    uint64_t elapsed = arch_clock_ns() - start_ns, seen;

    armed = UINT64_MAX;
    if (elapsed < LEARN_NS || start_count / FASTEST_PER_NS > elapsed)
        return;
    seen = rate_make(start_count, elapsed);
    if (seen > rate)
        rate = seen;
}
