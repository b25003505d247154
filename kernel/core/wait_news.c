/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Wakes that say what is new: epoll tells an edge to those who asked for it. */
#include <kernel/wait.h>
#include <unispec/attributes.h>

/* Asking whether it is reached must not extract it. */
void epoll_wake(struct waiter *w);
#pragma weak epoll_wake

unsigned wait_news;

void wait_wake_for(struct wait_queue *q, unsigned exclusive, unsigned events)
{
    unsigned before = wait_news;

    if (__unispec_reached(epoll_wake))
        wait_news = events;
    wait_wake(q, exclusive);
    if (__unispec_reached(epoll_wake))
        wait_news = before;
}
