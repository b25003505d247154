/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Idling. Devices that raise no interrupt are looked at every tick while
 * somebody waits for them; the others are asked for one. The time spent here
 * is no CPU time.
 */
#include <kernel/arch.h>
#include <kernel/process.h>
#include <kernel/thread.h>
#include <kernel/wait.h>
#include <kernel/work.h>

/* Asking whether these are reached must not extract them. */
#pragma weak process_cpu_ns
#pragma weak timer_add
#pragma weak timer_next
#pragma weak device_ask
#pragma weak device_must_look
#pragma weak inet_start

#define TICK 1000000ull /* ns */

uint64_t idle_ns = ARCH_CLOCK_START; /* what was before the boot */
unsigned idle_looks;

static bool must_look(void)
{
    return wait_external && (!INTERRUPTS || device_must_look());
}

/* Without a clock of its own to wait by, the program only watches. */
static void idle_until(uint64_t until)
{
    uint64_t start, tick;
    bool looks = wait_external && idle_looks;

    if (looks || (until == WAIT_FOREVER && !TIMERS && !INTERRUPTS)) {
        idle_looks -= looks;
        arch_relax();
        return;
    }
    start = arch_clock_ns();
    tick = start + TICK;
    arch_wait_until(must_look() && tick < until ? tick : until);
    if (__unispec_reached((const void *)process_cpu_ns))
        idle_ns += arch_clock_ns() - start;
}

void idle(uint64_t deadline, const char *what)
{
    uint64_t until = deadline;

    if (TIMERS && timer_next() < until)
        until = timer_next();
    if (until == WAIT_FOREVER && !wait_external)
        process_deadlock(what);
    if (!INTERRUPTS || !wait_external || device_ask())
        idle_until(until);
    work_run();
}
