/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * clock_nanosleep and nanosleep. Nothing interrupts a sleep: signals only come
 * from the thread itself, so the remaining time is never written.
 */
#include "time.h"
#include <errno.h>
#include <kernel/arch.h>
#include <kernel/syscall.h>

/* Sleeps for a time, or to the end of time where the sum would overflow. */
static long sleep_for(uint64_t ns)
{
    uint64_t now = arch_clock_ns();

    sleep_until(ns > INT64_MAX - now ? INT64_MAX : now + ns);
    return 0;
}

SYSCALL2(nanosleep, const struct timespec *, request, struct timespec *,
         remaining)
{
    (void)remaining;
    if (!timespec_valid(request))
        return -EINVAL;
    return sleep_for(timespec_ns(request));
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

    (void)remaining;
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
        return sleep_for(ns);
    now = base == TIME_WALL ? arch_wall_ns() : arch_clock_ns();
    return ns > now ? sleep_for(ns - now) : 0;
}
