/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * kill, tkill, tgkill and the calls behind sigqueue. There is one process,
 * alone in its group. kill(-1) means every process, and, as POSIX has it but
 * Linux has not, that includes the caller: it is how killpg() spells the
 * caller's own group, whose number is 1.
 */
#include "signal.h"
#include <errno.h>
#include <kernel/process.h>
#include <kernel/syscall.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_find

/* To a thread, or, NULL, to the process; 0 only asks whether it exists. */
static long signal_to(struct thread *to, struct signal_info info)
{
    if (info.number < 0 || info.number > SIGNALS_MAX)
        return -EINVAL;
    return info.number ? signal_post(to, &info) : 0;
}

static struct thread *find(int tid)
{
    if (THREADS)
        return thread_find(tid);
    return tid == PROCESS_ID ? &thread_main : NULL;
}

static struct signal_info own_info(int number, int code)
{
    return (struct signal_info){.number = number,
                                .code = code,
                                .pid = PROCESS_ID,
                                .uid = process_ids.uid};
}

SYSCALL2(kill, int, pid, int, number)
{
    if (pid != PROCESS_ID && pid != 0 && pid != -1)
        return -ESRCH;
    return signal_to(NULL, own_info(number, SI_USER));
}

SYSCALL2(tkill, int, tid, int, number)
{
    struct thread *to;

    if (tid <= 0)
        return -EINVAL;
    to = find(tid);
    return to ? signal_to(to, own_info(number, SI_TKILL)) : -ESRCH;
}

SYSCALL3(tgkill, int, pid, int, tid, int, number)
{
    struct thread *to;

    if (tid <= 0 || pid <= 0)
        return -EINVAL;
    to = pid == PROCESS_ID ? find(tid) : NULL;
    return to ? signal_to(to, own_info(number, SI_TKILL)) : -ESRCH;
}

static struct signal_info given_info(int number, const siginfo_t *info)
{
    return (struct signal_info){.number = number,
                                .code = info->si_code,
                                .pid = info->si_pid,
                                .uid = info->si_uid,
                                .value = info->si_value};
}

/* Only the kernel may claim these origins towards others. */
static bool may_claim(const siginfo_t *info)
{
    return info->si_code < 0 && info->si_code != SI_TKILL;
}

SYSCALL3(rt_sigqueueinfo, int, pid, int, number, const siginfo_t *, info)
{
    if (pid != PROCESS_ID)
        return may_claim(info) ? -ESRCH : -EPERM;
    return signal_to(NULL, given_info(number, info));
}

SYSCALL4(rt_tgsigqueueinfo, int, pid, int, tid, int, number, const siginfo_t *,
         info)
{
    struct thread *to;

    if (tid <= 0 || pid <= 0)
        return -EINVAL;
    to = find(tid);
    if (to != thread_current && !may_claim(info))
        return -EPERM;
    if (!to || pid != PROCESS_ID)
        return -ESRCH;
    return signal_to(to, given_info(number, info));
}
