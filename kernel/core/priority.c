/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * getpriority and setpriority: nice values of threads, of which nothing
 * depends. The group and the user are those of the process.
 */
#include "ids.h"
#include <errno.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>
#include <sys/resource.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_find
#pragma weak thread_list

#define NICE_MIN (-20)
#define NICE_MAX 19
#define NICE_OFFSET 20 /* the call returns what is above 0 */

/* The thread that is named, NULL with *all set for all of them. */
static struct thread *find(int which, int who, bool *all)
{
    *all = false;
    if (which == PRIO_PROCESS) {
        if (who == 0 || who == thread_current->tid)
            return thread_current;
        return THREADS ? thread_find(who) : NULL;
    }
    if (which == PRIO_PGRP)
        *all = who == 0 || who == PROCESS_ID;
    else
        *all = who == 0 || (unsigned)who == process_ids.uid;
    return NULL;
}

static struct thread *first(struct thread *one, bool all)
{
    return all ? THREADS ? thread_list : &thread_main : one;
}

static struct thread *next(struct thread *t, bool all)
{
    return all && THREADS ? t->next_all : NULL;
}

SYSCALL2(getpriority, int, which, int, who)
{
    struct thread *t;
    int best = NICE_MAX + 1;
    bool all;

    if (which < PRIO_PROCESS || which > PRIO_USER)
        return -EINVAL;
    t = find(which, who, &all);
    for (t = first(t, all); t; t = next(t, all))
        if (t->schedule.nice < best)
            best = t->schedule.nice;
    return best > NICE_MAX ? -ESRCH : NICE_OFFSET - best;
}

SYSCALL3(setpriority, int, which, int, who, int, nice)
{
    struct thread *t;
    long result = -ESRCH;
    bool all;

    if (which < PRIO_PROCESS || which > PRIO_USER)
        return -EINVAL;
    nice = nice < NICE_MIN ? NICE_MIN : nice > NICE_MAX ? NICE_MAX : nice;
    t = find(which, who, &all);
    for (t = first(t, all); t; t = next(t, all)) {
        if (nice < t->schedule.nice && !ids_privileged()) {
            result = -EACCES;
            continue;
        }
        t->schedule.nice = (int8_t)nice;
        if (result == -ESRCH)
            result = 0;
    }
    return result;
}
