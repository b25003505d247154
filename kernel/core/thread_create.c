/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Threads come and go. A thread's ids grow and are not used again before they
 * wrap; thread_list has all of them for those who look one up.
 */
#include <kernel/arch.h>
#include <kernel/mm.h>
#include <kernel/work.h>
#include <stddef.h>

#include "futex.h"
#include "robust.h"
#include "sched.h"
#include "signal.h"
#include <unispec/syscalls.h>

/* Asking whether it is reached must not extract it. */
#pragma weak signal_post
#pragma weak signal_thread_end
#pragma weak sys_set_robust_list

/* What linker/gdb.py reads. */
_Static_assert(offsetof(struct thread, next_all) == 24 &&
                   offsetof(struct thread, tid) == 80 &&
                   offsetof(struct thread, blocked) == 86,
               "linker/gdb.py has other offsets");

#define TID_LAST 0x3fffffff /* musl and robust mutexes use 30 bits */

struct thread *thread_list = &thread_main;

struct thread *thread_find(int tid)
{
    struct thread *t = thread_list;

    while (t && t->tid != tid)
        t = t->next_all;
    return t;
}

static int new_tid(void)
{
    static int last = 1;

    do
        last = last == TID_LAST ? 2 : last + 1;
    while (thread_find(last));
    return last;
}

/* Where the first switch to a new thread goes. */
static void thread_begin(void)
{
    struct thread *self = thread_current;

    sched_begin();
    kernel_depth = 1;
    kernel_leave();
    self->entry(self->argument);
    kernel_enter();
    thread_exit();
}

/* Real-time policies and negative nice values end with the flag. */
static struct thread_schedule inherit_schedule(void)
{
    struct thread_schedule s = thread_current->schedule;

    if (!s.reset)
        return s;
    s.reset = false;
    if (s.priority) {
        s.policy = s.priority = 0;
        s.nice = 0;
    } else if (s.nice < 0) {
        s.nice = 0;
    }
    return s;
}

struct thread *thread_create(const struct thread_start *start)
{
    struct thread *t = kzalloc(sizeof(*t));

    if (!t)
        return NULL;
    if (!thread_main.next_all && thread_list == &thread_main) {
        thread_main.thread_pointer = arch_thread_pointer();
        arch_async_enable();
    }
    t->tid = new_tid();
    t->entry = start->entry;
    t->argument = start->argument;
    t->thread_pointer = start->thread_pointer;
    t->stack = arch_thread_stack(start->stack, thread_begin);
    t->schedule = inherit_schedule();
    t->signals.blocked = thread_current->signals.blocked;
    __builtin_memcpy(t->name, thread_current->name, sizeof(t->name));
    t->next_all = thread_list->next_all;
    thread_list->next_all = t;
    return t;
}

static void unlist(struct thread *t)
{
    struct thread **at = &thread_list;

    while (*at != t)
        at = &(*at)->next_all;
    *at = t->next_all;
}

_Noreturn void thread_exit_unmapping(void *stack, size_t size)
{
    struct thread *self = thread_current;

    kernel_enter();
    unlist(self);
    if (__unispec_reached(sys_set_robust_list))
        robust_list_end(self);
    if (__unispec_reached((const void *)signal_post))
        signal_thread_end(self);
    if (self->clear_tid) {
        __atomic_store_n(self->clear_tid, 0, __ATOMIC_SEQ_CST);
        futex_wake((uint32_t *)self->clear_tid, 1, ~0u);
    }
    sched_end(stack, size);
}

_Noreturn void thread_exit(void)
{
    thread_exit_unmapping(NULL, 0);
}
