/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * libc's own lock, which is only needed beside threads: without thread_create in
 * the image both functions are empty, and no futex is reached through them.
 *
 * The word is 0 when free, LOCKED when held, and LOCKED + 1 when others wait.
 */
#include "pthread_impl.h"
#include <unispec/attributes.h>
#include <unispec/start.h>

#pragma weak thread_create

enum { LOCKED = INT_MIN, CONTENDED = INT_MIN + 1 };

void __lock(volatile int *l)
{
    int need_locks;

    if (!UNISPEC_THREADS || !(need_locks = libc.need_locks))
        return;
    /* The last other thread has just gone: this lock still counts. */
    if (need_locks < 0)
        libc.need_locks = 0;
    if (!a_cas(l, 0, LOCKED))
        return;
    while (a_swap(l, CONTENDED))
        __futexwait(l, CONTENDED, 1);
}

void __unlock(volatile int *l)
{
    if (!UNISPEC_THREADS || *l >= 0)
        return;
    if (a_swap(l, 0) == CONTENDED)
        __wake(l, 1, 1);
}
