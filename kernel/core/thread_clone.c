/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * clone: threads, as libc makes them. In the place of a stack pointer libc
 * passes a struct unispec_clone (runtime/include/unispec/start.h): a direct
 * call cannot return twice, so the new thread starts in a function. Another
 * set of flags asks for a process: that is reported as vfork.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>
#include <sched.h>
#include <unispec/start.h>

#include "sched.h"

#define THREAD_FLAGS                                                           \
    (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD)

SYSCALL5(clone, unsigned, flags, const struct unispec_clone *, start, int *,
         parent_tid, int *, child_tid, void *, tls)
{
    struct thread *t;

    if ((flags & THREAD_FLAGS) != THREAD_FLAGS)
        return sys_vfork();
    t = thread_create(&(struct thread_start){
        start->function, start->argument, start->stack,
        flags & CLONE_SETTLS ? tls : thread_current->thread_pointer});
    if (!t)
        return -ENOMEM;
    if (flags & CLONE_CHILD_CLEARTID)
        t->clear_tid = child_tid;
    if (flags & CLONE_CHILD_SETTID)
        *child_tid = t->tid;
    if (flags & CLONE_PARENT_SETTID)
        *parent_tid = t->tid;
    sched_queue(t);
    return t->tid;
}
