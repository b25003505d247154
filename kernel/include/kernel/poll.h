/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Readiness: how poll, select and epoll ask a file, and how a file says who
 * will announce a change. An operation `poll` calls poll_wait() for each queue
 * that is woken when the file may have become ready, at most POLL_QUEUES of
 * them, and then returns what holds now:
 *
 *     static short pipe_poll(struct file *f, struct poll_table *t)
 *     {
 *         poll_wait(t, &pipe->readable);
 *         return pipe->used ? POLLIN | POLLRDNORM : 0;
 *     }
 *
 * A queue must live as long as the file that gave it.
 */
#ifndef KERNEL_POLL_H
#define KERNEL_POLL_H

#include <kernel/wait.h>
#include <stddef.h>

#define POLL_QUEUES 2 /* of one file */

struct file;

/* Who asks; NULL where nobody wants to be woken. */
struct poll_table {
    void (*add)(struct poll_table *, struct wait_queue *);
};

static inline void poll_wait(struct poll_table *t, struct wait_queue *q)
{
    if (t)
        t->add(t, q);
}

/* The POLL* bits out of `events` that hold now, and POLLERR and POLLHUP. A
 * file without the operation is always ready for both directions. */
short file_poll(struct file *f, short events, struct poll_table *t);

#endif
