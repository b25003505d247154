/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* clock_nanosleep and nanosleep. */
#include "time.h"
#include <errno.h>
#include <kernel/arch.h>
#include <kernel/syscall.h>
#include <kernel/wait.h>

/*
 * Sleeps for a time, or to the end of time where the sum would overflow. What
 * a handler left of it is told where somebody asks.
 */
static long sleep_for(uint64_t ns, struct timespec *remaining)
{
    uint64_t until = wait_deadline(ns), now;
    int error = sleep_until(until < INT64_MAX ? until : INT64_MAX);

    if (error && remaining) {
        now = arch_clock_ns();
        *remaining = timespec_from_ns(until > now ? until - now : 0);
    }
    return wait_final(error);
}

SYSCALL2(nanosleep, const struct timespec *, request, struct timespec *,
         remaining)
{
    if (!timespec_valid(request))
        return -EINVAL;
    return sleep_for(timespec_ns(request), remaining);
}

/* Linux sleeps on these clocks; on the rest of the known ones it cannot. */
static bool sleepable(clockid_t id)
{
    return id == CLOCK_REALTIME || id == CLOCK_MONOTONIC ||
           id == CLOCK_BOOTTIME || id == CLOCK_TAI ||
           id == CLOCK_REALTIME_ALARM || id == CLOCK_BOOTTIME_ALARM;
}

SYSCALL4(clock_nanosleep, clockid_t, id, int, flags, const struct timespec *,
         request, struct timespec *, remaining)
{
    enum time_base base = time_base(id);
    uint64_t ns, now;

    if (base == TIME_NONE)
        return -EINVAL;
    if (!sleepable(id) && base != TIME_CPU)
        return -EOPNOTSUPP;
    if (id == CLOCK_THREAD_CPUTIME_ID)
        return -EOPNOTSUPP;
    if (!timespec_valid(request))
        return -EINVAL;
    ns = timespec_ns(request);
    if (base == TIME_CPU) {
        now = process_cpu_ns();
        if (flags & TIMER_ABSTIME ? ns <= now : !ns)
            return 0;
        process_deadlock("its own CPU time to pass");
    }
    if (!(flags & TIMER_ABSTIME))
        return sleep_for(ns, remaining);
    now = base == TIME_WALL ? arch_wall_ns() : arch_clock_ns();
    return ns > now ? sleep_for(ns - now, NULL) : 0;
}
