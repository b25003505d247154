/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Random numbers of the CPU (Intel SDM vol. 1, 7.3.17). arch_entropy() falls
 * back on the time stamp counter, mixed so that the few bits that an
 * observer cannot know are spread: enough for stack canaries, not for keys.
 */
#include "x86.h"

#define CPUID1_ECX_RDRAND (1u << 30)
#define MULTIPLIER 0xbf58476d1ce4e5b9ull
#define RDRAND_TRIES 10 /* as Intel recommends */

bool arch_random64(uint64_t *value)
{
    bool ok;

    if (!(cpu_features & CPUID1_ECX_RDRAND))
        return false;
    for (int i = 0; i < RDRAND_TRIES; i++) {
        __asm__ volatile("rdrand %0" : "=r"(*value), "=@ccc"(ok));
        if (ok)
            return true;
    }
    return false;
}

uint64_t arch_entropy(void)
{
    static uint64_t state;
    uint64_t value;

    if (arch_random64(&value))
        return value;
    /* The sum of all counters read, twice through one round of splitmix64's
     * finaliser; its multiplier is the increment, too. */
    value = state += tsc_read() + MULTIPLIER;
    for (int i = 0; i < 2; i++)
        value = (value ^ value >> 30) * MULTIPLIER;
    return value ^ value >> 31;
}
