/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The list of locks; see lock.h. */
#include "lock.h"

#include <kernel/mm.h>

struct held {
    struct lock_range range; /* first: given out */
    struct held *next;
    const void *owner, *subject;
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

/* The first in the file of those in the way. */
static struct held *conflict(const void *owner, const struct file *f,
                             const struct lock_range *range)
{
    struct held *first = NULL;

    for (struct held *h = all; h; h = h->next)
        if (h->owner != owner && h->subject == subject(f) &&
            overlap(&h->range, range) &&
            (h->range.exclusive || range->exclusive) &&
            (!first || h->range.start < first->range.start))
            first = h;
    return first;
}

const struct lock_range *lock_conflict(const void *owner, const struct file *f,
                                       const struct lock_range *range,
                                       bool *process)
{
    struct held *h = conflict(owner, f, range);

    *process = h && h->owner == &lock_process;
    return h ? &h->range : NULL;
}

static struct held *add(const void *owner, const struct file *f,
                        const struct lock_range *range)
{
    struct held *h = kmalloc(sizeof(*h));

    if (!h)
        return NULL;
    h->range = *range;
    h->owner = owner;
    h->subject = subject(f);
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

int lock_drop(const void *owner, const struct file *f,
              const struct lock_range *range)
{
    struct held *spare = kmalloc(sizeof(*spare)), **at = &all;

    if (!spare)
        return -ENOLCK;
    spare->owner = owner;
    spare->subject = subject(f);
    while (*at) {
        if ((*at)->owner == owner && (*at)->subject == subject(f) &&
            overlap(&(*at)->range, range) && cut(*at, range, &spare))
            unlink_held(at);
        else
            at = &(*at)->next;
    }
    kfree(spare);
    wait_wake(&changed, WAIT_ALL);
    return 0;
}

int lock_take(const void *owner, const struct file *f,
              const struct lock_range *range, bool wait)
{
    int error = 0;

    while (!error && conflict(owner, f, range))
        error = wait ? wait_on(&changed, WAIT_FOREVER,
                               "a lock that another descriptor has")
                     : -EAGAIN;
    if (!error)
        error = lock_drop(owner, f, range);
    if (error)
        return error;
    return add(owner, f, range) ? 0 : -ENOLCK;
}

void lock_forget(const void *owner, const struct file *f)
{
    for (struct held **at = &all; *at;) {
        if ((*at)->owner == owner && (!f || (*at)->subject == subject(f)))
            unlink_held(at);
        else
            at = &(*at)->next;
    }
    wait_wake(&changed, WAIT_ALL);
}
