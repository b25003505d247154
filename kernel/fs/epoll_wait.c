/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * epoll_wait(2) and its kin. Each file of the ready list is asked once: one
 * that is not ready any more leaves the list, one that is level-triggered goes
 * to its end, so that all have their turn where there is room for few events.
 */
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <kernel/work.h>
#include <limits.h>

#include "epoll.h"
#include "hold.h"
#include "poll_mask.h"
#include "poll_wait.h"

/* Takes one item's event; false where there is none. The program's memory comes
 * first: where it faults the item stays in the list. */
static bool take(struct epoll_item *item, struct epoll_event *event)
{
    uint32_t ready = epoll_look(item, NULL);

    if (ready) {
        event->events = ready;
        event->data.u64 = item->data;
    }
    epoll_drop(item);
    if (!ready)
        return false;
    if (item->events & EPOLLONESHOT)
        item->events &= EPOLL_FLAGS;
    else if (!(item->events & (unsigned)EPOLLET))
        epoll_append(item);
    return true;
}

static long collect(struct epoll *e, struct epoll_event *events, long most)
{
    struct epoll_item *last = e->last_ready, *item, *next;
    long n = 0;

    for (item = e->first_ready; item && n < most; item = next) {
        next = item == last ? NULL : item->next_ready;
        n += take(item, &events[n]);
    }
    if (n && e->first_ready)
        wait_wake(&e->waiting, 1); /* there is more for another thread */
    return n;
}

static long wait_for_events(struct epoll *e, struct epoll_event *events,
                            int most, uint64_t deadline)
{
    long n;
    int error = 0;

    work_run();
    while (!(n = collect(e, events, most)) && !error)
        error = deadline ? wait_on_exclusive(&e->waiting, deadline,
                                             "events of epoll_wait")
                         : -ETIMEDOUT;
    return n ? n : error == -ETIMEDOUT ? 0 : error;
}

static long epoll_wait_until(int epfd, struct epoll_event *events, int most,
                             uint64_t deadline, const uint64_t *mask)
{
    struct file *f;
    long n;

    if (most <= 0 || (size_t)most > INT_MAX / sizeof(*events))
        return -EINVAL;
    f = fd_hold(epfd);
    if (!f)
        return -EBADF;
    poll_mask_begin(mask);
    n = epoll_of(f) ? wait_for_events(epoll_of(f), events, most, deadline)
                    : -EINVAL;
    file_drop(f);
    return poll_mask_end(mask, n);
}

static uint64_t deadline_ms(int timeout)
{
    return timeout < 0 ? WAIT_FOREVER : poll_deadline(timeout * 1000000ull);
}

SYSCALL4(epoll_wait, int, epfd, struct epoll_event *, events, int, most, int,
         timeout)
{
    return epoll_wait_until(epfd, events, most, deadline_ms(timeout), NULL);
}

SYSCALL6(epoll_pwait, int, epfd, struct epoll_event *, events, int, most, int,
         timeout, const uint64_t *, mask, size_t, size)
{
    if (mask && size != POLL_MASK_BYTES)
        return -EINVAL;
    return epoll_wait_until(epfd, events, most, deadline_ms(timeout), mask);
}

SYSCALL6(epoll_pwait2, int, epfd, struct epoll_event *, events, int, most,
         const struct timespec *, timeout, const uint64_t *, mask, size_t, size)
{
    if ((mask && size != POLL_MASK_BYTES) ||
        (timeout && !timespec_valid(timeout)))
        return -EINVAL;
    return epoll_wait_until(
        epfd, events, most,
        timeout ? poll_deadline(timespec_ns(timeout)) : WAIT_FOREVER, mask);
}
