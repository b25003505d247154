/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One step of a wait in poll or select; see wait.h. */
#include "wait.h"

#include <kernel/process.h>

bool wait_step(const struct wait *w)
{
    uint64_t now, until = w->deadline;

    if (until == WAIT_FOREVER && !w->external)
        process_deadlock(w->what);
    now = arch_clock_ns();
    if (now >= until)
        return false;
    if (w->external && until - now > WAIT_TICK)
        until = now + WAIT_TICK;
    sleep_until(until);
    return true;
}
