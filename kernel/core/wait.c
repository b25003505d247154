/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Wait queues; see kernel/wait.h. wait_block.c is the waiting itself. */
#include <kernel/arch.h>
#include <kernel/thread.h>
#include <kernel/wait.h>

unsigned wait_external;

/* Waiters that are not exclusive come first, so that a wake meets them all. */
void wait_add(struct wait_queue *q, struct waiter *w)
{
    struct waiter *before = w->exclusive ? NULL : q->first;

    w->queue = q;
    w->next = before;
    w->prev = before ? NULL : q->last;
    if (before)
        before->prev = w;
    else
        q->last = w;
    if (w->prev)
        w->prev->next = w;
    else
        q->first = w;
    w->external = q->external && !w->passive;
    wait_external += w->external;
}

void wait_remove(struct waiter *w)
{
    struct wait_queue *q = w->queue;

    if (!q)
        return;
    if (w->prev)
        w->prev->next = w->next;
    else
        q->first = w->next;
    if (w->next)
        w->next->prev = w->prev;
    else
        q->last = w->prev;
    wait_external -= w->external;
    w->queue = NULL;
}

void wait_make_external(struct wait_queue *q)
{
    q->external = true;
    for (struct waiter *w = q->first; w; w = w->next) {
        wait_external += !w->external && !w->passive;
        w->external = !w->passive;
    }
}

void wait_wake(struct wait_queue *q, unsigned exclusive)
{
    struct waiter *next;

    for (struct waiter *w = q->first; w; w = next) {
        next = w->next;
        if (w->exclusive && exclusive-- == 0)
            return;
        w->wake(w);
    }
}

static void wake_thread(struct waiter *w)
{
    thread_wake(((struct thread_waiter *)w)->thread);
}

void thread_waiter_init(struct thread_waiter *w)
{
    *w = (struct thread_waiter){.waiter.wake = wake_thread,
                                .thread = thread_current};
}

static int wait_in(struct wait_queue *q, bool exclusive, uint64_t deadline,
                   const char *what)
{
    struct thread_waiter w;
    int result;

    thread_waiter_init(&w);
    w.waiter.exclusive = exclusive;
    wait_add(q, &w.waiter);
    result = wait_block(deadline, what);
    wait_remove(&w.waiter);
    return result;
}

int wait_on(struct wait_queue *q, uint64_t deadline, const char *what)
{
    return wait_in(q, false, deadline, what);
}

int wait_on_exclusive(struct wait_queue *q, uint64_t deadline, const char *what)
{
    return wait_in(q, true, deadline, what);
}

uint64_t wait_deadline(uint64_t ns)
{
    uint64_t now = arch_clock_ns();

    return ns < INT64_MAX - now ? now + ns : WAIT_FOREVER;
}
