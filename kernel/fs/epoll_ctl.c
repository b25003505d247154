/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * epoll_ctl(2). The checks have the order of Linux. Items are in a hash table
 * by file that grows with their number.
 */
#include <kernel/mm.h>
#include <kernel/panic.h>
#include <kernel/syscall.h>

#include "epoll.h"

#define EXCLUSIVE_OK                                                           \
    (EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLWAKEUP |                  \
     (unsigned)EPOLLET | EPOLLEXCLUSIVE)

/* Registers an item with the queues of its file. */
struct registering {
    struct poll_table table; /* first: found from the table */
    struct epoll_item *item;
};

static void add_queue(struct poll_table *t, struct wait_queue *q)
{
    struct epoll_item *item = ((struct registering *)t)->item;
    struct epoll_waiter *w = &item->waiters[item->queues++];

    KASSERT(item->queues <= POLL_QUEUES);
    w->item = item;
    w->waiter.wake = epoll_wake;
    w->waiter.exclusive = item->events & EPOLLEXCLUSIVE;
    w->waiter.passive = true;
    wait_add(q, &w->waiter);
    if (q->external)
        epoll_make_external(item->epoll);
}

/* Goes on with what is there where memory is out. */
static void grow(struct epoll *e)
{
    struct epoll_item **old = e->buckets, *item, *next, **bucket;
    struct epoll_item **fresh = kzalloc(sizeof(*fresh) << (e->bits + 1));

    if (!fresh)
        return;
    e->buckets = fresh;
    e->bits++;
    for (unsigned i = 0; i < 1u << (e->bits - 1); i++) {
        for (item = old[i]; item; item = next) {
            next = item->next;
            bucket = epoll_bucket(e, item->file);
            item->next = *bucket;
            *bucket = item;
        }
    }
    kfree(old);
}

static void report(struct epoll_item *item, uint32_t ready)
{
    if (!ready)
        return;
    epoll_append(item);
    epoll_tell(item->epoll);
}

static long add(struct epoll *e, struct file *f, int fd,
                const struct epoll_event *event)
{
    struct registering r = {.table.add = add_queue};
    struct epoll_item *item = kzalloc(sizeof(*item)), **bucket;

    if (!item)
        return -ENOMEM;
    if (++e->count > 1u << e->bits)
        grow(e);
    item->epoll = e;
    item->file = f;
    item->fd = fd;
    item->events = event->events | EPOLLERR | EPOLLHUP;
    item->data = event->data.u64;
    bucket = epoll_bucket(e, f);
    item->next = *bucket;
    *bucket = item;
    r.item = item;
    report(item, epoll_look(item, &r.table));
    return 0;
}

static long modify(struct epoll_item *item, const struct epoll_event *event)
{
    if (item->events & EPOLLEXCLUSIVE)
        return -EINVAL;
    item->events = event->events | EPOLLERR | EPOLLHUP;
    item->data = event->data.u64;
    report(item, epoll_look(item, NULL));
    return 0;
}

static long check(int op, struct epoll *e, struct file *f,
                  const struct epoll_event *event)
{
    struct epoll *inner = epoll_of(f);

    if (op != EPOLL_CTL_DEL && (event->events & EPOLLEXCLUSIVE) &&
        (op == EPOLL_CTL_MOD || inner || (event->events & ~EXCLUSIVE_OK)))
        return -EINVAL;
    return op == EPOLL_CTL_ADD && inner ? epoll_check_nest(e, f) : 0;
}

static long control(struct epoll *e, int op, struct file *f, int fd,
                    const struct epoll_event *event)
{
    struct epoll_item *item;
    long error = check(op, e, f, event);

    if (error)
        return error;
    item = epoll_find(e, f, fd);
    switch (op) {
    case EPOLL_CTL_ADD:
        return item ? -EEXIST : add(e, f, fd, event);
    case EPOLL_CTL_MOD:
        return item ? modify(item, event) : -ENOENT;
    case EPOLL_CTL_DEL:
        if (!item)
            return -ENOENT;
        epoll_remove(item);
        return 0;
    default:
        return -EINVAL;
    }
}

SYSCALL4(epoll_ctl, int, epfd, int, op, int, fd, const struct epoll_event *,
         event)
{
    struct file *ef = fd_get(epfd), *f = fd_get(fd);

    if (!ef || !f)
        return -EBADF;
    if (!f->ops->poll)
        return -EPERM;
    if (ef == f || !epoll_of(ef))
        return -EINVAL;
    return control(epoll_of(ef), op, f, fd, event);
}
