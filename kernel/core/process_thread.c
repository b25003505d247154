/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What libc registers for a thread: the word that is zeroed at its end, and
 * the list of its robust mutexes (robust.c). libc goes through that itself when
 * a thread ends by pthread_exit().
 */
#include <errno.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>
#include <stddef.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_find

#define ROBUST_LIST_HEAD_SIZE 24

SYSCALL1(set_tid_address, int *, clear_child_tid)
{
    thread_current->clear_tid = clear_child_tid;
    return thread_current->tid;
}

SYSCALL0(gettid)
{
    return thread_current->tid;
}

SYSCALL2(set_robust_list, void *, head, size_t, size)
{
    if (size != ROBUST_LIST_HEAD_SIZE)
        return -EINVAL;
    thread_current->robust_list = head;
    return 0;
}

SYSCALL3(get_robust_list, int, tid, void **, head, size_t *, size)
{
    struct thread *t = thread_current;

    if (tid && tid != t->tid)
        t = THREADS ? thread_find(tid) : NULL;
    if (!t)
        return -ESRCH;
    *size = ROBUST_LIST_HEAD_SIZE;
    *head = t->robust_list;
    return 0;
}
