/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Epolls that watch epolls. The graph, vertices epolls and edges items, must
 * have no cycle and no path of more than EPOLL_NESTS edges: a wake follows it.
 */
#include "epoll.h"

/* The longest path down from an epoll, or more than EPOLL_NESTS where it is
 * longer or leads to `not`. */
static unsigned depth(const struct epoll *e, const struct epoll *not,
                      unsigned level)
{
    unsigned deepest = 0, d;

    if (e == not || level > EPOLL_NESTS)
        return EPOLL_NESTS + 1;
    for (unsigned i = 0; i < 1u << e->bits; i++) {
        for (struct epoll_item *item = e->buckets[i]; item; item = item->next) {
            if (!epoll_of(item->file))
                continue;
            d = 1 + depth(epoll_of(item->file), not, level + 1);
            deepest = d > deepest ? d : deepest;
        }
    }
    return deepest;
}

/* The longest path up to an epoll. */
static unsigned height(struct epoll *e)
{
    unsigned highest = 0, h;

    for (struct waiter *w = e->watched.first; w; w = w->next) {
        if (w->wake != epoll_wake)
            continue;
        h = 1 + height(((struct epoll_waiter *)w)->item->epoll);
        highest = h > highest ? h : highest;
    }
    return highest;
}

int epoll_check_nest(struct epoll *e, struct file *f)
{
    return height(e) + 1 + depth(epoll_of(f), e, 0) > EPOLL_NESTS ? -ELOOP : 0;
}

void epoll_make_external(struct epoll *e)
{
    if (e->waiting.external)
        return;
    wait_make_external(&e->waiting);
    wait_make_external(&e->watched);
    for (struct waiter *w = e->watched.first; w; w = w->next)
        if (w->wake == epoll_wake)
            epoll_make_external(((struct epoll_waiter *)w)->item->epoll);
}
