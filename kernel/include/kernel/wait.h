/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Waiting. A wait queue is where an event is announced; a waiter is somebody
 * who wants to hear of it: a blocked thread, or an epoll item. The kernel is
 * not preemptible and has one processor, so nothing happens between looking
 * at a condition and blocking:
 *
 *     while (!condition) {
 *         int error = wait_on(&queue, deadline, "data in a pipe");
 *         if (error)
 *             return error;
 *     }
 *
 * A wake says "look again", no more: every caller looks at its condition
 * again. A program without threads waits by idling until a timer or a device
 * calls wait_wake(); where nothing can, the machine stops with a report.
 */
#ifndef KERNEL_WAIT_H
#define KERNEL_WAIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WAIT_FOREVER UINT64_MAX

struct thread;
struct wait_queue;

/* Zeroed by its owner, who sets wake, exclusive and passive. */
struct waiter {
    struct waiter *next, *prev;
    struct wait_queue *queue; /* NULL: in none */
    /* Called by wait_wake(); may take its own waiter out, no other. */
    void (*wake)(struct waiter *);
    bool exclusive; /* one of several, of whom one is enough */
    bool passive;   /* nobody blocks on it by itself: an epoll item */
    bool external;  /* counted in wait_external */
};

/* All zero is an empty queue. */
struct wait_queue {
    struct waiter *first, *last;
    bool external; /* a device may wake it: waiting is no deadlock */
};

void wait_add(struct wait_queue *queue, struct waiter *waiter);
/* Takes it out of its queue, if it is in one. */
void wait_remove(struct waiter *waiter);
/* A device may wake the queue from now on, which may have waiters. */
void wait_make_external(struct wait_queue *queue);

/* Wakes all waiters but the exclusive ones, and up to `exclusive` of those,
 * in the order in which they came. */
void wait_wake(struct wait_queue *queue, unsigned exclusive);
#define WAIT_ALL ~0u

/*
 * The same, and what is new are these POLL* bits: an epoll item that was not
 * asked for one of them hears nothing. wait_news has them meanwhile; 0: there
 * may be anything.
 */
void wait_wake_for(struct wait_queue *queue, unsigned exclusive,
                   unsigned events);
extern unsigned wait_news;

/*
 * Blocks the calling thread until thread_wake() was called for it since it
 * last blocked: 0. Or -ETIMEDOUT when arch_clock_ns() has reached the
 * deadline, -EINTR when a signal wants to be delivered, or -ECANCELED. `what`
 * completes "the program waits for ...".
 */
int wait_block(uint64_t deadline, const char *what);

/* wait_block() as a waiter of a queue. */
int wait_on(struct wait_queue *queue, uint64_t deadline, const char *what);
/* The same, exclusive: wait_wake(queue, 1) wakes one of them. */
int wait_on_exclusive(struct wait_queue *queue, uint64_t deadline,
                      const char *what);

/* A waiter that wakes a thread, for waiting on several queues at once:
 * wait_add() each of them, then wait_block(), then wait_remove() each. */
struct thread_waiter {
    struct waiter waiter;
    struct thread *thread;
};
void thread_waiter_init(struct thread_waiter *waiter);

/* The deadline that is so far from now, saturating. */
uint64_t wait_deadline(uint64_t ns);

/* Waiters in external queues, without those that are passive. */
extern unsigned wait_external;

#endif
