/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Starts a thread. musl's assembly returns twice out of one instruction; a
 * direct call cannot. The function and its argument go to sys_clone() with the
 * stack, and the thread starts there.
 */
#include "pthread_impl.h"
#include "syscall.h"
#include <stdarg.h>
#include <unispec/start.h>

int __clone(int (*func)(void *), void *stack, int flags, void *arg, ...)
{
    struct unispec_clone start = {func, arg, stack};
    pid_t *parent_tid, *child_tid;
    void *tls;
    va_list ap;

    va_start(ap, arg);
    parent_tid = va_arg(ap, pid_t *);
    tls = va_arg(ap, void *);
    child_tid = va_arg(ap, pid_t *);
    va_end(ap);
    return __syscall(SYS_clone, flags, &start, parent_tid, child_tid, tls);
}
