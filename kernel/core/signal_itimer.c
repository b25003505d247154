/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* alarm, setitimer and getitimer: interval.c in the units of the program. */
#include "interval.h"
#include <errno.h>
#include <kernel/process.h>
#include <kernel/syscall.h>

#define NS_PER_USEC 1000u
#define USEC_PER_SEC 1000000u

_Static_assert(sizeof(struct itimerval) == 32, "Linux ABI");

static uint64_t timeval_ns(const struct timeval *t)
{
    if ((uint64_t)t->tv_sec >= INT64_MAX / NS_PER_SEC)
        return INT64_MAX;
    return (uint64_t)t->tv_sec * NS_PER_SEC +
           (uint64_t)t->tv_usec * NS_PER_USEC;
}

static struct timeval timeval_from_ns(uint64_t ns)
{
    return (struct timeval){(time_t)(ns / NS_PER_SEC),
                            (suseconds_t)(ns % NS_PER_SEC / NS_PER_USEC)};
}

static bool timeval_valid(const struct timeval *t)
{
    return t->tv_sec >= 0 && (unsigned long)t->tv_usec < USEC_PER_SEC;
}

/* A timer that runs is never said to have nothing left. */
static struct itimerval left(int which)
{
    uint64_t every, rest = interval_left(which, &every);

    if (rest && rest < NS_PER_USEC)
        rest = NS_PER_USEC;
    return (struct itimerval){timeval_from_ns(every), timeval_from_ns(rest)};
}

SYSCALL2(getitimer, int, which, struct itimerval *, value)
{
    if (which < ITIMER_REAL || which > ITIMER_PROF)
        return -EINVAL;
    *value = left(which);
    return 0;
}

SYSCALL3(setitimer, int, which, const struct itimerval *, value,
         struct itimerval *, old)
{
    struct itimerval before, none = {0};

    if (which < ITIMER_REAL || which > ITIMER_PROF)
        return -EINVAL;
    if (!value)
        value = &none; /* as Linux takes it */
    if (!timeval_valid(&value->it_value) || !timeval_valid(&value->it_interval))
        return -EINVAL;
    before = left(which);
    interval_set(which, timeval_ns(&value->it_value),
                 timeval_ns(&value->it_interval));
    if (old)
        *old = before;
    return 0;
}

/* Whole seconds: what is left is rounded, but never to nothing. */
SYSCALL1(alarm, unsigned, seconds)
{
    struct timeval before = left(ITIMER_REAL).it_value;
    unsigned rest = (unsigned)before.tv_sec;

    if ((!rest && before.tv_usec) || before.tv_usec >= USEC_PER_SEC / 2)
        rest++;
    interval_set(ITIMER_REAL, seconds * NS_PER_SEC, 0);
    return rest;
}
