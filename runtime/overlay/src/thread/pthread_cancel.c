/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Thread cancellation without the assembly that musl needs to tell whether a
 * signal interrupted a cancellation point before or after its system call.
 * A cancelled thread ends at its next pthread_testcancel(), or at once where
 * it has asynchronous cancellation. A system call in progress is not ended.
 */
#define _GNU_SOURCE
#include "pthread_impl.h"
#include "syscall.h"
#include <string.h>

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

int pthread_cancel(pthread_t t)
{
    static int initialised;

    if (!initialised) {
        init_cancellation();
        initialised = 1;
    }
    a_store(&t->cancel, 1);
    if (t != pthread_self())
        return pthread_kill(t, SIGCANCEL);
    if (t->canceldisable == PTHREAD_CANCEL_ENABLE && t->cancelasync)
        pthread_exit(PTHREAD_CANCELED);
    return 0;
}
