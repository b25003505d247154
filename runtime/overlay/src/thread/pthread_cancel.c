/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Thread cancellation by direct calls. musl looks at where a signal met the
 * program to tell a cancellation point before its system call from one after
 * it. Here the kernel knows: between __cancel_begin() and __cancel_end() (see
 * internal/syscall.h) a cancelled thread does not block, and what it blocks in
 * ends with ECANCELED. Only asynchronous cancellation needs a signal.
 */
#define _GNU_SOURCE
#include "pthread_impl.h"
#include "syscall.h"
#include <string.h>
#include <unispec/start.h>

/* Asking whether it is reached must not extract it. */
#pragma weak pthread_setcanceltype

hidden long __cancel(void);

long __cancel(void)
{
    pthread_t self = __pthread_self();

    if (self->canceldisable == PTHREAD_CANCEL_ENABLE || self->cancelasync)
        pthread_exit(PTHREAD_CANCELED);
    self->canceldisable = PTHREAD_CANCEL_DISABLE;
    return -ECANCELED;
}

void __testcancel(void)
{
    pthread_t self = __pthread_self();

    if (self->cancel && !self->canceldisable)
        __cancel();
}

/* Where a cancellation counts, cancels or gives the error; else 0. */
static long cancel_now(pthread_t self)
{
    if (self->cancel && self->canceldisable != PTHREAD_CANCEL_DISABLE)
        return __cancel();
    return 0;
}

long __cancel_begin(int *was)
{
    pthread_t self = __pthread_self();
    int counts = self->canceldisable != PTHREAD_CANCEL_DISABLE;

    *was = thread_cancel_point(counts);
    return cancel_now(self);
}

long __cancel_end(long result, int was)
{
    thread_cancel_point(was);
    if (result == -ECANCELED || result == -EINTR)
        return cancel_now(__pthread_self()) ? -ECANCELED : result;
    return result;
}

static void cancel_handler(int sig, siginfo_t *si, void *ctx)
{
    pthread_t self = __pthread_self();

    a_barrier();
    if (self->cancel && self->cancelasync &&
        self->canceldisable != PTHREAD_CANCEL_DISABLE)
        pthread_exit(PTHREAD_CANCELED);
}

static void init_cancellation(void)
{
    struct sigaction sa = {.sa_flags = SA_SIGINFO | SA_RESTART,
                           .sa_sigaction = cancel_handler};

    memset(&sa.sa_mask, -1, _NSIG / 8);
    __libc_sigaction(SIGCANCEL, &sa, 0);
}

void __cancel_enable(void)
{
    static int initialised;

    if (!__unispec_reached((const void *)pthread_setcanceltype) || initialised)
        return;
    init_cancellation();
    initialised = 1;
}

int pthread_cancel(pthread_t t)
{
    __cancel_enable();
    a_store(&t->cancel, 1);
    if (t == pthread_self()) {
        if (t->canceldisable == PTHREAD_CANCEL_ENABLE && t->cancelasync)
            pthread_exit(PTHREAD_CANCELED);
        return 0;
    }
    thread_cancel(t->tid);
    return t->cancelasync ? pthread_kill(t, SIGCANCEL) : 0;
}
