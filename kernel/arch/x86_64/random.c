/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Random numbers of the CPU (Intel SDM vol. 1, 7.3.17). arch_entropy() falls
 * back on the time stamp counter, mixed so that the few bits that an
 * observer cannot know are spread: enough for stack canaries, not for keys.
 */
#include "x86.h"

#define CPUID1_ECX_RDRAND (1u << 30)
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
    /* The finaliser of splitmix64 over the sum of all counters read. */
    value = state += tsc_read() + 0x9e3779b97f4a7c15ull;
    value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9ull;
    value = (value ^ value >> 27) * 0x94d049bb133111ebull;
    return value ^ value >> 31;
}
