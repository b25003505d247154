/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Readiness of any open file; regular files are always ready. Used by poll,
 * select and epoll.
 */
#include <kernel/file.h>
#include <poll.h>

short file_poll(struct file *f, short events, struct poll_table *t)
{
    short ready = POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM;

    if (f->ops->poll)
        ready = f->ops->poll(f, t);
    return ready & (events | POLLERR | POLLHUP);
}
