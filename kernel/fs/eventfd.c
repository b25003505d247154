/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * eventfd(2): a counter. A read takes all of it, or one with EFD_SEMAPHORE,
 * and waits while it is zero; a write adds, and waits where the sum would be
 * more than UINT64_MAX - 1.
 */
#include <kernel/file.h>
#include <kernel/mm.h>
#include <kernel/syscall.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>

#define FLAGS (EFD_SEMAPHORE | EFD_CLOEXEC | EFD_NONBLOCK)

struct eventfd {
    uint64_t count;
    bool semaphore;
    struct wait_queue readers, writers;
};

static ssize_t counter_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    struct eventfd *e = f->private;
    bool waited = false;
    uint64_t taken;
    int error;

    (void)pos;
    if (n < sizeof(taken))
        return -EINVAL;
    while (!e->count) {
        if (f->flags & O_NONBLOCK)
            return -EAGAIN;
        waited = true;
        error = wait_on_exclusive(&e->readers, WAIT_FOREVER,
                                  "the counter of an eventfd");
        if (error)
            return error;
    }
    taken = e->semaphore ? 1 : e->count;
    e->count -= taken;
    memcpy(buffer, &taken, sizeof(taken));
    wait_wake_for(&e->writers, WAIT_ALL, POLLOUT);
    if (waited && e->count)
        wait_wake_for(&e->readers, 1, POLLIN);
    return sizeof(taken);
}

static ssize_t counter_write(struct file *f, const void *buffer, size_t n,
                             off_t *pos)
{
    struct eventfd *e = f->private;
    uint64_t more;
    int error;

    (void)pos;
    if (n < sizeof(more))
        return -EINVAL;
    memcpy(&more, buffer, sizeof(more));
    if (more == UINT64_MAX)
        return -EINVAL;
    while (more >= UINT64_MAX - e->count) {
        if (f->flags & O_NONBLOCK)
            return -EAGAIN;
        error = wait_on(&e->writers, WAIT_FOREVER, "room in an eventfd");
        if (error)
            return error;
    }
    e->count += more;
    wait_wake_for(&e->readers, 1, POLLIN);
    return sizeof(more);
}

static short counter_poll(struct file *f, struct poll_table *t)
{
    struct eventfd *e = f->private;

    poll_wait(t, &e->readers);
    poll_wait(t, &e->writers);
    return (e->count ? POLLIN : 0) |
           (e->count < UINT64_MAX - 1 ? POLLOUT : 0);
}

static void counter_release(struct file *f)
{
    kfree(f->private);
}

static const struct file_ops counter_ops = {
    .read = counter_read,
    .write = counter_write,
    .poll = counter_poll,
    .release = counter_release,
};

static long create(unsigned count, unsigned flags)
{
    struct eventfd *e;
    struct file *f;

    if (flags & ~FLAGS)
        return -EINVAL;
    e = kzalloc(sizeof(*e));
    f = e ? file_new_event(&counter_ops, O_RDWR | (flags & O_NONBLOCK)) : NULL;
    if (!f) {
        kfree(e);
        return -ENOMEM;
    }
    e->count = count;
    e->semaphore = flags & EFD_SEMAPHORE;
    f->private = e;
    return fd_install(f, 0, flags);
}

SYSCALL2(eventfd2, unsigned, count, unsigned, flags)
{
    return create(count, flags);
}

SYSCALL1(eventfd, unsigned, count)
{
    return create(count, 0);
}
