/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Items of an epoll and its ready list; see epoll.h. */
#include <kernel/mm.h>
#include <poll.h>

#include "epoll.h"

struct epoll_item *epoll_find(struct epoll *e, const struct file *f, int fd)
{
    struct epoll_item *item = *epoll_bucket(e, f);

    while (item && (item->file != f || item->fd != fd))
        item = item->next;
    return item;
}

void epoll_append(struct epoll_item *item)
{
    struct epoll *e = item->epoll;

    if (item->ready)
        return;
    item->ready = true;
    item->next_ready = NULL;
    item->prev_ready = e->last_ready;
    if (e->last_ready)
        e->last_ready->next_ready = item;
    else
        e->first_ready = item;
    e->last_ready = item;
}

void epoll_drop(struct epoll_item *item)
{
    struct epoll *e = item->epoll;

    if (!item->ready)
        return;
    item->ready = false;
    if (item->prev_ready)
        item->prev_ready->next_ready = item->next_ready;
    else
        e->first_ready = item->next_ready;
    if (item->next_ready)
        item->next_ready->prev_ready = item->prev_ready;
    else
        e->last_ready = item->prev_ready;
}

void epoll_tell(struct epoll *e)
{
    wait_wake(&e->waiting, 1);
    wait_wake_for(&e->watched, WAIT_ALL, POLLIN | POLLRDNORM);
}

void epoll_wake(struct waiter *w)
{
    struct epoll_item *item = ((struct epoll_waiter *)w)->item;

    if (!(item->events & ~EPOLL_FLAGS) ||
        (wait_news && !(item->events & wait_news)))
        return;
    epoll_append(item);
    epoll_tell(item->epoll);
}

uint32_t epoll_look(struct epoll_item *item, struct poll_table *t)
{
    unsigned events = item->events & ~EPOLL_FLAGS;

    return (unsigned short)file_poll(item->file, (short)events, t) &
           (events | EPOLLERR | EPOLLHUP);
}

void epoll_remove(struct epoll_item *item)
{
    struct epoll_item **at = epoll_bucket(item->epoll, item->file);

    while (*at != item)
        at = &(*at)->next;
    *at = item->next;
    for (unsigned i = 0; i < item->queues; i++)
        wait_remove(&item->waiters[i].waiter);
    epoll_drop(item);
    item->epoll->count--;
    kfree(item);
}
