/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The owner lock of a FILE, only needed beside threads: without thread_create in
 * the image a FILE is never locked, and no futex is reached through stdio.
 * The word is the owner's thread id, or'ed with MAYBE_WAITERS.
 */
#include "pthread_impl.h"
#include "stdio_impl.h"
#include <unispec/attributes.h>
#include <unispec/start.h>

#pragma weak thread_create

/* Marks the lock contended; false where it was freed in between. */
static int announce_waiter(FILE *f, int owner)
{
    return owner & MAYBE_WAITERS ||
           a_cas(&f->lock, owner, owner | MAYBE_WAITERS) == owner;
}

int __lockfile(FILE *f)
{
    int owner, tid;

    if (!UNISPEC_THREADS)
        return 0;
    tid = __pthread_self()->tid;
    if ((f->lock & ~MAYBE_WAITERS) == tid)
        return 0;
    if (!a_cas(&f->lock, 0, tid))
        return 1;
    while ((owner = a_cas(&f->lock, 0, tid | MAYBE_WAITERS)))
        if (announce_waiter(f, owner))
            __futexwait(&f->lock, owner | MAYBE_WAITERS, 1);
    return 1;
}

void __unlockfile(FILE *f)
{
    if (!UNISPEC_THREADS)
        return;
    if (a_swap(&f->lock, 0) & MAYBE_WAITERS)
        __wake(&f->lock, 1, 1);
}
