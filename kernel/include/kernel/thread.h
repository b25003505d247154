/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Threads. There is always one, thread_main; the scheduler and everything that
 * tells threads apart is in an image only if thread_create() is reached, which
 * is what sys_clone() calls. Threads run on the stacks that the program gives
 * them, in the kernel too. They are preempted only outside of the kernel.
 */
#ifndef KERNEL_THREAD_H
#define KERNEL_THREAD_H

#include <kernel/signal.h>
#include <kernel/timer.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unispec/attributes.h>

#define THREAD_NAME 16 /* bytes, with the end; prctl(2), PR_SET_NAME */

/* sched(7): what the calls set; it is inherited, and no more. */
struct thread_schedule {
    uint8_t policy, priority;
    int8_t nice;
    bool reset; /* SCHED_RESET_ON_FORK */
};

struct thread {
    void *stack; /* stack pointer while it does not run */
    void *thread_pointer;
    struct thread *next;     /* in the run queue */
    struct thread *next_all; /* in thread_list */
    struct timer timer;      /* ends a wait */
    int tid;
    bool woken;            /* thread_wake() was called since the last wait */
    bool queued;           /* in the run queue */
    bool blocked;          /* in sched_block() */
    unsigned kernel_depth; /* while it does not run */
    bool cancelled;        /* thread_cancel() was called for it */
    bool cancel_point;     /* it is in a call that this ends */
    struct thread_schedule schedule;
    struct thread_signals signals;
    int (*entry)(void *);
    void *argument;
    int *clear_tid; /* zeroed and woken as a futex at the end */
    void *robust_list;
    uint64_t cpu_ns;        /* until it was switched to for the last time, */
    uint64_t since_ns;      /* which was at this CPU time of the process */
    char name[THREAD_NAME]; /* "": that of the program */
};

extern struct thread thread_main;
extern struct thread *thread_current;

/* All threads, thread_main first while it lives; linked by next_all. */
extern struct thread *thread_list;

/* Lets a blocked thread go on; remembered where it is not blocked. */
void thread_wake(struct thread *thread);

/* What a new thread begins with. */
struct thread_start {
    int (*entry)(void *);
    void *argument, *stack, *thread_pointer;
};
/* Not runnable yet: sched_queue() makes it so. NULL where memory is out. */
struct thread *thread_create(const struct thread_start *start);
/* Who asks declares it weak: #pragma weak thread_create */
#define THREADS __unispec_reached((const void *)thread_create)

/* The name that programs see: never more than 15 bytes. */
const char *thread_name(const struct thread *thread);
/* Sets it to what there is of the text before its end, and before the size. */
void thread_set_name(struct thread *thread, const char *text, size_t size);

/* The thread with this id, or NULL. */
struct thread *thread_find(int tid);

/* Gives the processor to the next runnable thread, if there is one. */
void thread_yield(void);

/* Ends the calling thread, which is not the only one; the second one unmaps
 * its stack, too. libc calls it for a detached thread. */
_Noreturn void thread_exit(void);
_Noreturn void thread_exit_unmapping(void *stack, size_t size);

#endif
