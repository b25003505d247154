/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* epoll_create(2), epoll_create1(2): an epoll as a file. */
#include <kernel/mm.h>
#include <kernel/syscall.h>
#include <poll.h>

#include "epoll.h"

struct epoll *epoll_all;

/* Ready when an item is; those that are not any more leave the list. */
static short epoll_poll(struct file *f, struct poll_table *t)
{
    struct epoll *e = f->private;

    poll_wait(t, &e->watched);
    while (e->first_ready) {
        if (epoll_look(e->first_ready, NULL))
            return POLLIN | POLLRDNORM;
        epoll_drop(e->first_ready);
    }
    return 0;
}

static void epoll_release(struct file *f)
{
    struct epoll *e = f->private, **at = &epoll_all;

    for (unsigned i = 0; i < 1u << e->bits; i++)
        while (e->buckets[i])
            epoll_remove(e->buckets[i]);
    while (*at != e)
        at = &(*at)->next_all;
    *at = e->next_all;
    kfree(e->buckets);
    kfree(e);
}

const struct file_ops epoll_ops = {
    .poll = epoll_poll,
    .release = epoll_release,
};

/* A file that ends is watched no more; file_put() calls it. */
void epoll_forget(struct file *f)
{
    struct epoll_item *item, *next;

    for (struct epoll *e = epoll_all; e; e = e->next_all) {
        for (item = *epoll_bucket(e, f); item; item = next) {
            next = item->next;
            if (item->file == f)
                epoll_remove(item);
        }
    }
}

static struct file *make(void)
{
    struct epoll *e = kzalloc(sizeof(*e));

    if (!e)
        return NULL;
    e->bits = 3;
    e->buckets = kzalloc(sizeof(*e->buckets) << e->bits);
    e->file = e->buckets ? file_new_event(&epoll_ops, O_RDWR) : NULL;
    if (!e->file) {
        kfree(e->buckets);
        kfree(e);
        return NULL;
    }
    e->file->private = e;
    e->next_all = epoll_all;
    epoll_all = e;
    return e->file;
}

static long create(unsigned flags)
{
    struct file *f;

    if (flags & ~EPOLL_CLOEXEC)
        return -EINVAL;
    f = make();
    return f ? fd_install(f, 0, flags) : -ENOMEM;
}

SYSCALL1(epoll_create1, unsigned, flags)
{
    return create(flags);
}

SYSCALL1(epoll_create, int, size)
{
    return size <= 0 ? -EINVAL : create(0);
}
