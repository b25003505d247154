/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The list of locks; see lock.h. */
#include "lock.h"

#include <kernel/mm.h>

struct held {
    struct lock_range range; /* first: given out */
    struct held *next;
    struct file *owner;
};

static struct held *all;
static struct wait_queue changed;

/* What is locked: the node, or a file without one. */
static const void *subject(const struct file *f)
{
    return f->vnode ? (const void *)f->vnode : f;
}

static bool overlap(const struct lock_range *a, const struct lock_range *b)
{
    return a->flock == b->flock && a->start <= b->end && b->start <= a->end;
}

const struct lock_range *lock_conflict(struct file *f,
                                       const struct lock_range *range)
{
    for (struct held *h = all; h; h = h->next)
        if (h->owner != f && subject(h->owner) == subject(f) &&
            overlap(&h->range, range) &&
            (h->range.exclusive || range->exclusive))
            return &h->range;
    return NULL;
}

static struct held *add(struct file *f, const struct lock_range *range)
{
    struct held *h = kmalloc(sizeof(*h));

    if (!h)
        return NULL;
    h->range = *range;
    h->owner = f;
    h->next = all;
    all = h;
    return h;
}

static void unlink_held(struct held **at)
{
    struct held *h = *at;

    *at = h->next;
    kfree(h);
}

/* Cuts a range out of one lock; what is left behind it goes to *rest, which
 * is a spare. True where nothing is left before it. */
static bool cut(struct held *h, const struct lock_range *range,
                struct held **rest)
{
    if (h->range.end > range->end) {
        if (h->range.start >= range->start) {
            h->range.start = range->end + 1;
            return false;
        }
        (*rest)->range = h->range;
        (*rest)->range.start = range->end + 1;
        (*rest)->next = h->next;
        h->next = *rest;
        *rest = NULL;
    }
    h->range.end = range->start - 1;
    return h->range.end < h->range.start;
}

int lock_drop(struct file *f, const struct lock_range *range)
{
    struct held *spare = kmalloc(sizeof(*spare)), **at = &all;

    if (!spare)
        return -ENOLCK;
    spare->owner = f;
    while (*at) {
        if ((*at)->owner == f && overlap(&(*at)->range, range) &&
            cut(*at, range, &spare))
            unlink_held(at);
        else
            at = &(*at)->next;
    }
    kfree(spare);
    wait_wake(&changed, WAIT_ALL);
    return 0;
}

int lock_take(struct file *f, const struct lock_range *range, bool wait)
{
    int error = 0;

    while (!error && lock_conflict(f, range))
        error = wait ? wait_on(&changed, WAIT_FOREVER,
                               "a lock that another descriptor has")
                     : -EAGAIN;
    if (!error)
        error = lock_drop(f, range);
    if (error)
        return error;
    return add(f, range) ? 0 : -ENOLCK;
}

void lock_forget(struct file *f)
{
    for (struct held **at = &all; *at;) {
        if ((*at)->owner == f)
            unlink_held(at);
        else
            at = &(*at)->next;
    }
    wait_wake(&changed, WAIT_ALL);
}
