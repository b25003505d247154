/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Waiting for any of several files; see poll_wait.h. */
#include "poll_wait.h"

#include <kernel/mm.h>
#include <kernel/panic.h>
#include <kernel/work.h>

#include "hold.h"

static void add(struct poll_table *t, struct wait_queue *q)
{
    struct poll_wait *w = (struct poll_wait *)t;
    struct poll_slot *slot = w->slots + w->used++;

    KASSERT(w->used <= w->room);
    slot->file = file_hold(w->file);
    thread_waiter_init(&slot->waiter);
    wait_add(q, &slot->waiter.waiter);
}

int poll_wait_begin(struct poll_wait *w, size_t files, uint64_t deadline)
{
    w->adder.add = add;
    w->table = deadline ? &w->adder : NULL;
    w->slots = w->few;
    w->used = 0;
    w->room = files * POLL_QUEUES;
    if (w->table && w->room > POLL_FEW) {
        w->slots = kmalloc(w->room * sizeof(*w->slots));
        if (!w->slots)
            return -ENOMEM;
    }
    work_run();
    return 0;
}

short poll_wait_ask(struct poll_wait *w, struct file *f, short events)
{
    w->file = f;
    return file_poll(f, events, w->table);
}

int poll_wait_block(struct poll_wait *w, uint64_t deadline, const char *what)
{
    w->table = NULL;
    if (deadline)
        return wait_block(deadline, what);
    /* What the call's mask lets through counts all the same. */
    return SIGNALS && thread_current->signals.due ? -EINTR : -ETIMEDOUT;
}

void poll_wait_end(struct poll_wait *w)
{
    for (size_t i = 0; i < w->used; i++) {
        wait_remove(&w->slots[i].waiter.waiter);
        file_drop(w->slots[i].file);
    }
    if (w->slots != w->few)
        kfree(w->slots);
}
