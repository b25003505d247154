/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * poll(2) and ppoll(2). The signal mask of ppoll is checked, not installed:
 * signals are delivered only by the program itself.
 */
#include <kernel/file.h>
#include <kernel/syscall.h>
#include <poll.h>
#include <time.h>

#include "wait.h"

static long scan(struct pollfd *fds, unsigned long count, bool *external)
{
    long ready = 0;

    for (unsigned long i = 0; i < count; i++) {
        struct file *f = fd_get(fds[i].fd);

        fds[i].revents = 0;
        if (fds[i].fd < 0)
            continue;
        if (f) {
            fds[i].revents = file_poll(f, fds[i].events);
            *external |= f->ops->external;
        } else {
            fds[i].revents = POLLNVAL;
        }
        ready += fds[i].revents != 0;
    }
    return ready;
}

static long poll_until(struct pollfd *fds, unsigned long count,
                       uint64_t deadline)
{
    struct wait w = {deadline, false, "descriptors of poll"};
    long ready;

    if (count > fd_limit)
        return -EINVAL;
    do
        ready = scan(fds, count, &w.external);
    while (!ready && wait_step(&w));
    return ready;
}

SYSCALL3(poll, struct pollfd *, fds, unsigned long, count, int, timeout)
{
    return poll_until(
        fds, count,
        timeout < 0 ? WAIT_FOREVER
                    : wait_after(timeout / 1000, timeout % 1000 * 1000000ull));
}

SYSCALL5(ppoll, struct pollfd *, fds, unsigned long, count,
         const struct timespec *, timeout, const void *, mask, size_t, size)
{
    if (mask && size != 8)
        return -EINVAL;
    if (!timeout)
        return poll_until(fds, count, WAIT_FOREVER);
    if (timeout->tv_sec < 0 || (unsigned long)timeout->tv_nsec >= 1000000000)
        return -EINVAL;
    return poll_until(fds, count,
                      wait_after(timeout->tv_sec, timeout->tv_nsec));
}
