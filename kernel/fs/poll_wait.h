/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Waiting for any of several files; poll.c and select.c:
 *
 *     error = poll_wait_begin(&w, files, deadline);
 *     ready = scan(&w);    // poll_wait_ask() for each file
 *     while (!ready && !(error = poll_wait_block(&w, deadline, ...)))
 *         ready = scan(&w);
 *     poll_wait_end(&w);
 *
 * Only the first scan registers, and only until a file is ready: the scan sets
 * w.table to NULL then. Files whose queues it is in are held, so that another thread may close them meanwhile.
 */
#ifndef KERNEL_FS_POLL_WAIT_H
#define KERNEL_FS_POLL_WAIT_H

#include <kernel/file.h>

#define POLL_FEW (4 * POLL_QUEUES) /* on the stack */

struct poll_slot {
    struct thread_waiter waiter;
    struct file *file;
};

struct poll_wait {
    struct poll_table adder;  /* first: found from the table */
    struct poll_table *table; /* &adder while files are to be registered */
    struct file *file;        /* that is asked now */
    struct poll_slot *slots;
    size_t used, room;
    struct poll_slot few[POLL_FEW];
};

/* For at most so many files and a deadline, 0 for none but a look. Has the
 * devices looked at, too. 0, or -ENOMEM, and there is nothing to end. */
int poll_wait_begin(struct poll_wait *w, size_t files, uint64_t deadline);

/* file_poll() of one of them. */
short poll_wait_ask(struct poll_wait *w, struct file *f, short events);

/* Blocks until it is worth looking again: 0, or -ETIMEDOUT, -EINTR. `what`
 * is for the report of a deadlock. */
int poll_wait_block(struct poll_wait *w, uint64_t deadline, const char *what);

void poll_wait_end(struct poll_wait *w);

/* The deadline for so many ns from now. */
static inline uint64_t poll_deadline(uint64_t ns)
{
    return ns ? wait_deadline(ns) : 0;
}

#endif
