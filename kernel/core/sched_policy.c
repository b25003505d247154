/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Policies and priorities of threads by sched(7). They are checked, stored,
 * inherited and given back as Linux does; all threads run in turn whatever they
 * say.
 */
#include "ids.h"
#include <errno.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>
#include <sched.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_find

#define RESET_ON_FORK 0x40000000
#define POLICY_DEADLINE 6
#define RT_PRIORITY_MAX 99
#define SLICE_NS 10000000

static struct thread *find(int tid)
{
    if (tid == 0 || tid == thread_current->tid)
        return thread_current;
    return THREADS ? thread_find(tid) : NULL;
}

/* As the calls take and give it. */
static int policy_of(const struct thread *t)
{
    return t->schedule.policy | (t->schedule.reset ? RESET_ON_FORK : 0);
}

static bool is_real_time(int policy)
{
    return policy == SCHED_FIFO || policy == SCHED_RR;
}

static bool is_policy(int policy)
{
    return policy == SCHED_OTHER || is_real_time(policy) ||
           policy == SCHED_BATCH || policy == SCHED_IDLE;
}

static long set(struct thread *t, int policy, int priority)
{
    int base = policy & ~RESET_ON_FORK;

    if (!is_policy(base))
        return -EINVAL;
    if (is_real_time(base) ? priority < 1 || priority > RT_PRIORITY_MAX
                           : priority != 0)
        return -EINVAL;
    if ((is_real_time(base) || (t->schedule.reset && base == policy)) &&
        !ids_privileged())
        return -EPERM;
    t->schedule.policy = (uint8_t)base;
    t->schedule.priority = (uint8_t)priority;
    t->schedule.reset = base != policy;
    return 0;
}

SYSCALL3(sched_setscheduler, int, tid, int, policy, const struct sched_param *,
         param)
{
    struct thread *t;

    if (policy < 0 || tid < 0 || !param)
        return -EINVAL;
    t = find(tid);
    return t ? set(t, policy, param->sched_priority) : -ESRCH;
}

SYSCALL2(sched_setparam, int, tid, const struct sched_param *, param)
{
    struct thread *t;

    if (tid < 0 || !param)
        return -EINVAL;
    t = find(tid);
    return t ? set(t, policy_of(t), param->sched_priority) : -ESRCH;
}

SYSCALL1(sched_getscheduler, int, tid)
{
    struct thread *t;

    if (tid < 0)
        return -EINVAL;
    t = find(tid);
    return t ? policy_of(t) : -ESRCH;
}

/* libc's struct is longer than Linux'. */
SYSCALL2(sched_getparam, int, tid, int *, priority)
{
    struct thread *t;

    if (tid < 0 || !priority)
        return -EINVAL;
    t = find(tid);
    if (!t)
        return -ESRCH;
    *priority = t->schedule.priority;
    return 0;
}

SYSCALL1(sched_get_priority_max, int, policy)
{
    if (is_real_time(policy))
        return RT_PRIORITY_MAX;
    return is_policy(policy) || policy == POLICY_DEADLINE ? 0 : -EINVAL;
}

SYSCALL1(sched_get_priority_min, int, policy)
{
    if (is_real_time(policy))
        return 1;
    return is_policy(policy) || policy == POLICY_DEADLINE ? 0 : -EINVAL;
}

/* What the scheduler does; 0 stands for a thread that is never made to stop. */
SYSCALL2(sched_rr_get_interval, int, tid, struct timespec *, slice)
{
    struct thread *t;

    if (tid < 0)
        return -EINVAL;
    t = find(tid);
    if (!t)
        return -ESRCH;
    *slice = (struct timespec){0, t->schedule.policy == SCHED_FIFO ? 0 : SLICE_NS};
    return 0;
}

/* One processor: a set is good if it is in. */
SYSCALL3(sched_setaffinity, int, tid, unsigned, size, const unsigned char *,
         mask)
{
    if (tid < 0 || !find(tid))
        return -ESRCH;
    return size && (*mask & 1) ? 0 : -EINVAL;
}
