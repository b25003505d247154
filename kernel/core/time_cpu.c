/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * CPU time and sleeping. The only thread runs whenever it does not sleep, so
 * its CPU time is the time since start less the time spent in sleep_until().
 * Waiting for console input is not sleep: it counts as running.
 */
#include <kernel/arch.h>
#include <kernel/process.h>

static uint64_t asleep_ns;

uint64_t process_cpu_ns(void)
{
    return arch_clock_ns() - asleep_ns;
}

void sleep_until(uint64_t monotonic_ns)
{
    uint64_t start = arch_clock_ns();

    if (start >= monotonic_ns)
        return;
    arch_wait_until(monotonic_ns);
    asleep_ns += arch_clock_ns() - start;
}
