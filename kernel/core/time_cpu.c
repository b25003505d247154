/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * CPU time of the process: the time since start less the time in which no
 * thread could run. Waiting for the console without a timer counts as running.
 */
#include <kernel/arch.h>
#include <kernel/process.h>
#include <kernel/work.h>

uint64_t process_cpu_ns(void)
{
    return arch_clock_ns() - idle_ns;
}
