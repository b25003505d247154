/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Waiting in poll and select: until what, and what may end it. Files that a
 * device makes ready are looked at again every tick; where no such file takes
 * part only the timeout can end the wait.
 */
#ifndef KERNEL_FS_WAIT_H
#define KERNEL_FS_WAIT_H

#include <kernel/arch.h>
#include <kernel/file.h>

#define WAIT_FOREVER UINT64_MAX
#define WAIT_TICK 1000000ull /* ns */

struct wait {
    uint64_t deadline; /* on arch_clock_ns(); WAIT_FOREVER: none */
    bool external;     /* a device may end it */
    const char *what;  /* for the report of a deadlock */
};

/* The deadline that is this far from now. */
static inline uint64_t wait_after(int64_t seconds, uint64_t nanoseconds)
{
    uint64_t now = arch_clock_ns();

    if ((uint64_t)seconds > (WAIT_FOREVER - now) / 1000000000u - 1)
        return WAIT_FOREVER;
    return now + seconds * 1000000000ull + nanoseconds;
}

/* Sleeps until it is worth looking again; false when the time is over. */
bool wait_step(const struct wait *w);

#endif
