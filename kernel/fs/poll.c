/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* poll(2) and ppoll(2). */
#include <kernel/file.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <poll.h>

#include "poll_mask.h"
#include "poll_wait.h"

static long scan(struct poll_wait *w, struct pollfd *fds, unsigned long count)
{
    long ready = 0;

    for (unsigned long i = 0; i < count; i++) {
        struct file *f = fd_get(fds[i].fd);

        fds[i].revents = 0;
        if (fds[i].fd < 0)
            continue;
        fds[i].revents =
            f ? poll_wait_ask(w, f, fds[i].events) : (short)POLLNVAL;
        ready += fds[i].revents != 0;
        if (ready)
            w->table = NULL;
    }
    return ready;
}

static long wait_for_any(struct pollfd *fds, unsigned long count,
                         uint64_t deadline)
{
    struct poll_wait w;
    long ready;
    int error;

    if (count > fd_limit)
        return -EINVAL;
    error = poll_wait_begin(&w, count, deadline);
    if (error)
        return error;
    ready = scan(&w, fds, count);
    while (!ready &&
           !(error = poll_wait_block(&w, deadline, "descriptors of poll")))
        ready = scan(&w, fds, count);
    poll_wait_end(&w);
    return error && error != -ETIMEDOUT ? error : ready;
}

static long poll_until(struct pollfd *fds, unsigned long count,
                       uint64_t deadline, const uint64_t *mask)
{
    poll_mask_begin(mask);
    return poll_mask_end(mask, wait_for_any(fds, count, deadline));
}

SYSCALL3(poll, struct pollfd *, fds, unsigned long, count, int, timeout)
{
    return poll_until(fds, count,
                      timeout < 0 ? WAIT_FOREVER
                                  : poll_deadline(timeout * 1000000ull),
                      NULL);
}

SYSCALL5(ppoll, struct pollfd *, fds, unsigned long, count,
         const struct timespec *, timeout, const uint64_t *, mask, size_t, size)
{
    if ((mask && size != POLL_MASK_BYTES) ||
        (timeout && !timespec_valid(timeout)))
        return -EINVAL;
    return poll_until(
        fds, count,
        timeout ? poll_deadline(timespec_ns(timeout)) : WAIT_FOREVER, mask);
}
