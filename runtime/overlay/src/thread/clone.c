/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Starts a thread. musl's assembly returns twice out of one instruction; a
 * direct call cannot. The function and its argument are left on the new
 * thread's stack, argument above function, for sys_clone() to start there.
 */
#include "pthread_impl.h"
#include "syscall.h"
#include <stdarg.h>

int __clone(int (*func)(void *), void *stack, int flags, void *arg, ...)
{
    uintptr_t *top = (uintptr_t *)((uintptr_t)stack & -16) - 2;
    pid_t *parent_tid, *child_tid;
    void *tls;
    va_list ap;

    va_start(ap, arg);
    parent_tid = va_arg(ap, pid_t *);
    tls = va_arg(ap, void *);
    child_tid = va_arg(ap, pid_t *);
    va_end(ap);
    top[0] = (uintptr_t)func;
    top[1] = (uintptr_t)arg;
    return __syscall(SYS_clone, flags, top, parent_tid, child_tid, tls);
}
