/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * inotify_init1(2): an instance as a file, and its queue. An event for which
 * there is no room or no memory is lost, and the reader is told so once.
 */
#include <kernel/mm.h>
#include <kernel/syscall.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>

#include "inotify.h"

#define QUEUE_MAX 16384 /* fs.inotify.max_queued_events */

_Static_assert(sizeof(struct inotify_head) == sizeof(struct inotify_event),
               "Linux ABI");

static size_t padded(size_t length)
{
    size_t unit = sizeof(struct inotify_head);

    return length ? (length + unit) / unit * unit : 0;
}

static struct inotify_entry *entry_new(struct name name)
{
    size_t room = padded(name.length);
    struct inotify_entry *e = kzalloc(sizeof(*e) + room);

    if (e) {
        e->event.len = (uint32_t)room;
        if (room)
            memcpy(e->text, name.text, name.length);
    }
    return e;
}

static void append(struct inotify *i, struct inotify_entry *e)
{
    e->next = NULL;
    if (i->first)
        i->last->next = e;
    else
        i->first = e;
    i->last = e;
    i->count++;
    i->bytes += sizeof(e->event) + e->event.len;
    wait_wake_for(&i->readers, 1, POLLIN | POLLRDNORM);
}

static bool repeats(const struct inotify *i, int wd, unsigned mask,
                    struct name name)
{
    const struct inotify_entry *e = i->last;

    return i->first && e->event.wd == wd && e->event.mask == mask &&
           !(mask & IN_IGNORED) && e->event.len == padded(name.length) &&
           (!name.length || (memcmp(e->text, name.text, name.length) == 0 &&
                             !e->text[name.length]));
}

static void lose(struct inotify *i)
{
    if (i->overflowed)
        return;
    i->overflowed = true;
    append(i, i->overflow);
}

void inotify_post(struct inotify *i, int wd, unsigned mask, unsigned cookie,
                  struct name name)
{
    struct inotify_entry *e = NULL;

    if (i->count < QUEUE_MAX) {
        if (repeats(i, wd, mask, name))
            return;
        e = entry_new(name);
    }
    if (!e) {
        lose(i);
        return;
    }
    e->event.wd = wd;
    e->event.mask = mask;
    e->event.cookie = cookie;
    append(i, e);
}

static void drop_first(struct inotify *i)
{
    struct inotify_entry *e = i->first;

    i->first = e->next;
    i->count--;
    i->bytes -= sizeof(e->event) + e->event.len;
    if (e == i->overflow)
        i->overflowed = false;
    else
        kfree(e);
}

/* As many events as have room. */
static ssize_t take(struct inotify *i, char *out, size_t room)
{
    size_t done = 0;

    while (i->first) {
        const struct inotify_entry *e = i->first;
        size_t size = sizeof(e->event) + e->event.len;

        if (size > room - done)
            break;
        memcpy(out + done, &e->event, sizeof(e->event));
        memcpy(out + done + sizeof(e->event), e->text, e->event.len);
        done += size;
        drop_first(i);
    }
    return done ? (ssize_t)done : -EINVAL;
}

static ssize_t queue_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    struct inotify *i = f->private;
    int error;

    (void)pos;
    while (!i->first) {
        if (f->flags & O_NONBLOCK)
            return -EAGAIN;
        error = wait_on_exclusive(&i->readers, WAIT_FOREVER,
                                  "an event of inotify");
        if (error)
            return error;
    }
    return take(i, buffer, n);
}

static short queue_poll(struct file *f, struct poll_table *t)
{
    struct inotify *i = f->private;

    poll_wait(t, &i->readers);
    return i->first ? POLLIN | POLLRDNORM : 0;
}

static long queue_ioctl(struct file *f, unsigned request,
                        unsigned long argument)
{
    struct inotify *i = f->private;

    if (request != FIONREAD)
        return -ENOTTY;
    *(int *)argument = (int)i->bytes;
    return 0;
}

static void queue_release(struct file *f)
{
    struct inotify *i = f->private;

    while (i->watches)
        inotify_end(i->watches);
    while (i->first)
        drop_first(i);
    kfree(i->overflow);
    kfree(i);
}

static const struct file_ops queue_ops = {
    .read = queue_read,
    .ioctl = queue_ioctl,
    .poll = queue_poll,
    .release = queue_release,
};

struct inotify *inotify_of(const struct file *f)
{
    return f->ops == &queue_ops ? f->private : NULL;
}

static long create(unsigned flags)
{
    struct inotify *i;
    struct file *f;

    if (flags & ~(unsigned)(IN_CLOEXEC | IN_NONBLOCK))
        return -EINVAL;
    i = kzalloc(sizeof(*i));
    if (!i)
        return -ENOMEM;
    i->overflow = entry_new((struct name){NULL, 0});
    f = i->overflow ? file_new_event(&queue_ops, flags & O_NONBLOCK) : NULL;
    if (!f) {
        kfree(i->overflow);
        kfree(i);
        return -ENOMEM;
    }
    i->overflow->event.wd = -1;
    i->overflow->event.mask = IN_Q_OVERFLOW;
    f->private = i;
    return fd_install(f, 0, flags);
}

SYSCALL1(inotify_init1, unsigned, flags)
{
    return create(flags);
}

SYSCALL0(inotify_init)
{
    return create(0);
}
