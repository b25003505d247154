/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* gettimeofday and time: the date in microseconds and in seconds. */
#include <kernel/arch.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <sys/time.h>

_Static_assert(sizeof(struct timeval) == 16, "Linux ABI");
_Static_assert(sizeof(struct timezone) == 8, "Linux ABI");

SYSCALL2(gettimeofday, struct timeval *, tv, struct timezone *, zone)
{
    if (tv) {
        uint64_t us = arch_wall_ns() / 1000;

        tv->tv_sec = (time_t)(us / 1000000);
        tv->tv_usec = (suseconds_t)(us % 1000000);
    }
    if (zone)
        *zone = (struct timezone){0};
    return 0;
}

SYSCALL1(time, time_t *, result)
{
    time_t now = (time_t)(arch_wall_ns() / NS_PER_SEC);

    if (result)
        *result = now;
    return now;
}
