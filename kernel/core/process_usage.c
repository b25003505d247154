/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * getrusage and times: the CPU time, all of it user time,
 * because there is no border between program and kernel. No children. The
 * peak of memory has the kernel's pages in it for the same reason.
 */
#include <errno.h>
#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/times.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create

#define NS_PER_TICK 10000000 /* times() counts in 1/100 s */
#define RUSAGE_BYTES 144     /* musl's struct is longer */

_Static_assert(offsetof(struct rusage, ru_nivcsw) + sizeof(long) ==
                   RUSAGE_BYTES,
               "Linux ABI");
_Static_assert(sizeof(struct tms) == 32, "Linux ABI");

SYSCALL2(getrusage, int, who, struct rusage *, usage)
{
    if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN && who != RUSAGE_THREAD)
        return -EINVAL;
    memset(usage, 0, RUSAGE_BYTES);
    if (who != RUSAGE_CHILDREN) {
        bool own = THREADS && who == RUSAGE_THREAD;
        uint64_t us =
            (own ? thread_cpu_ns(thread_current) : process_cpu_ns()) / 1000;

        usage->ru_utime.tv_sec = (time_t)(us / 1000000);
        usage->ru_utime.tv_usec = (suseconds_t)(us % 1000000);
        usage->ru_maxrss = (long)(page_peak() * (PAGE_SIZE / 1024));
    }
    return 0;
}

SYSCALL1(times, struct tms *, result)
{
    if (result) {
        *result = (struct tms){0};
        result->tms_utime = (clock_t)(process_cpu_ns() / NS_PER_TICK);
    }
    return (long)(arch_clock_ns() / NS_PER_TICK);
}
