/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The clocks: clock_gettime and clock_getres. All of them derive from two, the
 * monotonic clock and the date of the machine. The coarse ones are as fine as
 * the others; TAI is UTC, as on a Linux that nobody told the offset; BOOTTIME
 * and the alarm clocks equal their base, because nothing suspends.
 */
#include "time.h"
#include <errno.h>
#include <kernel/arch.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_find

/* Clock ids of another thread or process: ~pid << 3, then these bits. */
#define CPUCLOCK_PERTHREAD 4
#define CPUCLOCK_KIND 3
#define CPUCLOCK_FD 3

#define CLOCK_BIT(id) (1u << (id))
#define WALL_CLOCKS                                                            \
    (CLOCK_BIT(CLOCK_REALTIME) | CLOCK_BIT(CLOCK_REALTIME_COARSE) |            \
     CLOCK_BIT(CLOCK_REALTIME_ALARM) | CLOCK_BIT(CLOCK_TAI))
#define MONOTONIC_CLOCKS                                                       \
    (CLOCK_BIT(CLOCK_MONOTONIC) | CLOCK_BIT(CLOCK_MONOTONIC_RAW) |             \
     CLOCK_BIT(CLOCK_MONOTONIC_COARSE) | CLOCK_BIT(CLOCK_BOOTTIME) |           \
     CLOCK_BIT(CLOCK_BOOTTIME_ALARM))
#define CPU_CLOCKS                                                             \
    (CLOCK_BIT(CLOCK_PROCESS_CPUTIME_ID) | CLOCK_BIT(CLOCK_THREAD_CPUTIME_ID))

static bool of_thread(clockid_t id)
{
    return id == CLOCK_THREAD_CPUTIME_ID ||
           (id < 0 && (id & CPUCLOCK_PERTHREAD));
}

/* The thread of such a clock; NULL where there is none of that id. */
static struct thread *thread_of(clockid_t id)
{
    int tid = id < 0 ? ~(id >> 3) : 0;

    if (!tid || tid == thread_current->tid)
        return thread_current;
    return THREADS ? thread_find(tid) : NULL;
}

static bool exists(clockid_t id)
{
    int pid = ~(id >> 3);

    if ((id & CPUCLOCK_KIND) == CPUCLOCK_FD)
        return false;
    return of_thread(id) ? thread_of(id) != NULL
                         : pid == 0 || pid == PROCESS_ID;
}

/* CPU time of the process, or of a thread of it. */
static uint64_t cpu_ns(clockid_t id)
{
    return THREADS && of_thread(id) ? thread_cpu_ns(thread_of(id))
                                    : process_cpu_ns();
}

enum time_base time_base(clockid_t id)
{
    if (id < 0)
        return exists(id) ? TIME_CPU : TIME_NONE;
    if (id >= 32)
        return TIME_NONE;
    if (CLOCK_BIT(id) & WALL_CLOCKS)
        return TIME_WALL;
    if (CLOCK_BIT(id) & MONOTONIC_CLOCKS)
        return TIME_MONOTONIC;
    return CLOCK_BIT(id) & CPU_CLOCKS ? TIME_CPU : TIME_NONE;
}

SYSCALL2(clock_gettime, clockid_t, id, struct timespec *, result)
{
    uint64_t ns;

    switch (time_base(id)) {
    case TIME_WALL:
        ns = arch_wall_ns();
        break;
    case TIME_MONOTONIC:
        ns = arch_clock_ns();
        break;
    case TIME_CPU:
        ns = cpu_ns(id);
        break;
    default:
        return -EINVAL;
    }
    *result = timespec_from_ns(ns);
    return 0;
}

SYSCALL2(clock_getres, clockid_t, id, struct timespec *, result)
{
    if (time_base(id) == TIME_NONE)
        return -EINVAL;
    if (result)
        *result = timespec_from_ns(arch_clock_resolution());
    return 0;
}
