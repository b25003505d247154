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

/* Signal 0 only asks whether the receiver exists. */
static long signal_self(struct signal_info info)
{
    long error;

    if (info.number < 0 || info.number > SIGNALS)
        return -EINVAL;
    if (!info.number)
        return 0;
    error = signal_post(&info);
    signal_deliver(signals.blocked);
    return error;
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
    return signal_self(own_info(number, SI_USER));
}

SYSCALL2(tkill, int, tid, int, number)
{
    if (tid <= 0)
        return -EINVAL;
    if (tid != PROCESS_ID)
        return -ESRCH;
    return signal_self(own_info(number, SI_TKILL));
}

SYSCALL3(tgkill, int, pid, int, tid, int, number)
{
    if (tid <= 0 || pid <= 0)
        return -EINVAL;
    if (tid != PROCESS_ID || pid != PROCESS_ID)
        return -ESRCH;
    return signal_self(own_info(number, SI_TKILL));
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
    return signal_self(given_info(number, info));
}

SYSCALL4(rt_tgsigqueueinfo, int, pid, int, tid, int, number, const siginfo_t *,
         info)
{
    if (tid <= 0 || pid <= 0)
        return -EINVAL;
    if (tid != PROCESS_ID)
        return may_claim(info) ? -ESRCH : -EPERM;
    if (pid != PROCESS_ID)
        return -ESRCH;
    return signal_self(given_info(number, info));
}
