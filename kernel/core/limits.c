/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * getrlimit, setrlimit and prlimit64. The number of open files is enforced by
 * the descriptor table; the other limits are stored and given back, with the
 * defaults of a Linux process, but nothing enforces them.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "ids.h"
#include <errno.h>
#include <kernel/arch.h>
#include <kernel/file.h>
#include <kernel/syscall.h>
#include <sys/resource.h>

#undef prlimit64 /* a name of prlimit in <sys/resource.h> */

#define LIMITS 16
#define OPEN_FILES_MAX 1048576
#define MEMLOCK_BYTES (8ul << 20)
#define MQUEUE_BYTES 819200
#define PENDING_SIGNALS 64

_Static_assert(sizeof(struct rlimit) == 16, "Linux ABI");
_Static_assert(RLIMIT_NLIMITS == LIMITS, "Linux ABI");

#define BOTH(value) {(value), (value)}
#define UNLIMITED BOTH(RLIM_INFINITY)

static struct rlimit limits[LIMITS] = {
    [RLIMIT_CPU] = UNLIMITED,
    [RLIMIT_FSIZE] = UNLIMITED,
    [RLIMIT_DATA] = UNLIMITED,
    [RLIMIT_STACK] = {ARCH_STACK_SIZE, RLIM_INFINITY},
    [RLIMIT_CORE] = {0, RLIM_INFINITY},
    [RLIMIT_RSS] = UNLIMITED,
    [RLIMIT_NPROC] = BOTH(1),
    [RLIMIT_NOFILE] = {0, OPEN_FILES_MAX}, /* soft: fd_limit */
    [RLIMIT_MEMLOCK] = BOTH(MEMLOCK_BYTES),
    [RLIMIT_AS] = UNLIMITED,
    [RLIMIT_LOCKS] = UNLIMITED,
    [RLIMIT_SIGPENDING] = BOTH(PENDING_SIGNALS),
    [RLIMIT_MSGQUEUE] = BOTH(MQUEUE_BYTES),
    [RLIMIT_NICE] = BOTH(0),
    [RLIMIT_RTPRIO] = BOTH(0),
    [RLIMIT_RTTIME] = UNLIMITED,
};

struct rlimit process_limit(unsigned resource)
{
    struct rlimit limit = limits[resource];

    if (resource == RLIMIT_NOFILE)
        limit.rlim_cur = fd_limit;
    return limit;
}

static long limit_set(unsigned resource, const struct rlimit *limit)
{
    if (limit->rlim_cur > limit->rlim_max)
        return -EINVAL;
    if (resource == RLIMIT_NOFILE && limit->rlim_max > OPEN_FILES_MAX)
        return -EPERM;
    if (limit->rlim_max > limits[resource].rlim_max && !ids_privileged())
        return -EPERM;
    limits[resource] = *limit;
    if (resource == RLIMIT_NOFILE)
        fd_limit = (unsigned)limit->rlim_cur;
    return 0;
}

SYSCALL2(getrlimit, unsigned, resource, struct rlimit *, result)
{
    if (resource >= LIMITS)
        return -EINVAL;
    *result = process_limit(resource);
    return 0;
}

SYSCALL2(setrlimit, unsigned, resource, const struct rlimit *, limit)
{
    return resource < LIMITS ? limit_set(resource, limit) : -EINVAL;
}

SYSCALL4(prlimit64, int, pid, unsigned, resource, const struct rlimit *, limit,
         struct rlimit *, old)
{
    struct rlimit before, wanted;

    if (pid != 0 && pid != PROCESS_ID)
        return -ESRCH;
    if (resource >= LIMITS)
        return -EINVAL;
    before = process_limit(resource);
    if (limit) {
        long error;

        wanted = *limit; /* may be the same object as *old */
        error = limit_set(resource, &wanted);
        if (error)
            return error;
    }
    if (old)
        *old = before;
    return 0;
}
