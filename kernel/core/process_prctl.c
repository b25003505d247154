/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * prctl: the attributes that make sense for one process are stored and given
 * back; the rest is unknown (EINVAL), as on a Linux built without it.
 */
#include <errno.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>
#include <string.h>
#include <sys/prctl.h>

#define SIGNAL_LAST 64
#define CAPABILITY_LAST 40
#define SECUREBIT_KEEP_CAPS 16 /* linux/securebits.h */
#define TIMER_SLACK_NS 50000

static struct {
    bool no_new_privileges, keep_capabilities, not_dumpable, subreaper;
    bool no_huge_pages;
    int parent_death_signal;
    unsigned long timer_slack;
} attributes;

static long set_name(const char *name)
{
    thread_set_name(thread_current, name, THREAD_NAME - 1);
    return 0;
}

static long get_name(char *name)
{
    memset(name, 0, THREAD_NAME);
    strcpy(name, thread_name(thread_current));
    return 0;
}

static long set_flag(bool *flag, unsigned long value)
{
    if (value > 1)
        return -EINVAL;
    *flag = value;
    return 0;
}

static long no_new_privileges(unsigned long value, unsigned long rest)
{
    if (value != 1 || rest)
        return -EINVAL;
    attributes.no_new_privileges = true;
    return 0;
}

static long set_death_signal(unsigned long signal)
{
    if (signal > SIGNAL_LAST)
        return -EINVAL;
    attributes.parent_death_signal = (int)signal;
    return 0;
}

/* 0 sets the default. */
static long set_timer_slack(unsigned long ns)
{
    attributes.timer_slack = ns;
    return 0;
}

/* There are no huge pages: stored for those who ask. */
static long set_no_huge_pages(unsigned long value, unsigned long rest)
{
    if (rest)
        return -EINVAL;
    attributes.no_huge_pages = value;
    return 0;
}

SYSCALL5(prctl, int, option, unsigned long, a, unsigned long, b, unsigned long,
         c, unsigned long, d)
{
    switch (option) {
    case PR_SET_NAME:
        return set_name((const char *)a);
    case PR_GET_NAME:
        return get_name((char *)a);
    case PR_SET_DUMPABLE:
        if (a > 1)
            return -EINVAL;
        attributes.not_dumpable = !a;
        return 0;
    case PR_GET_DUMPABLE:
        return !attributes.not_dumpable;
    case PR_SET_NO_NEW_PRIVS:
        return no_new_privileges(a, b | c | d);
    case PR_GET_NO_NEW_PRIVS:
        return a | b | c | d ? -EINVAL : attributes.no_new_privileges;
    case PR_SET_KEEPCAPS:
        return set_flag(&attributes.keep_capabilities, a);
    case PR_GET_KEEPCAPS:
        return attributes.keep_capabilities;
    case PR_SET_PDEATHSIG:
        return set_death_signal(a);
    case PR_GET_PDEATHSIG:
        *(int *)a = attributes.parent_death_signal;
        return 0;
    case PR_SET_CHILD_SUBREAPER:
        attributes.subreaper = a;
        return 0;
    case PR_GET_CHILD_SUBREAPER:
        *(int *)a = attributes.subreaper;
        return 0;
    case PR_SET_TIMERSLACK:
        return set_timer_slack(a);
    case PR_GET_TIMERSLACK:
        return attributes.timer_slack ? (long)attributes.timer_slack
                                      : TIMER_SLACK_NS;
    case PR_SET_THP_DISABLE:
        return set_no_huge_pages(a, b | c | d);
    case PR_GET_THP_DISABLE:
        return a | b | c | d ? -EINVAL : attributes.no_huge_pages;
    case PR_CAPBSET_READ:
        return a <= CAPABILITY_LAST ? 1 : -EINVAL;
    case PR_GET_SECCOMP:
        return 0;
    case PR_GET_SECUREBITS:
        return attributes.keep_capabilities ? SECUREBIT_KEEP_CAPS : 0;
    default:
        return -EINVAL;
    }
}
