/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Pipes: a ring of bytes between two ends. A write of at most PIPE_BUF bytes
 * is whole or not at all; writing without a reader raises SIGPIPE. Each end
 * waits in a queue of its own; what was written wakes one reader, who wakes
 * the next one if it leaves something.
 */
#include "pipe.h"

#include <kernel/mm.h>
#include <kernel/process.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>

/* Asking whether these are reached must not extract them. */
#pragma weak fifo_open
#pragma weak fifo_forget

#define PIPE_DEFAULT 65536u
#define PIPE_LARGEST (1u << 20)

static unsigned copy_out(struct pipe *p, char *out, unsigned n)
{
    unsigned first = p->size - p->head;

    if (first > n)
        first = n;
    memcpy(out, p->ring + p->head, first);
    memcpy(out + first, p->ring, n - first);
    p->head = (p->head + n) % p->size;
    p->used -= n;
    return n;
}

static unsigned copy_in(struct pipe *p, const char *in, unsigned n)
{
    unsigned tail = (p->head + p->used) % p->size, first = p->size - tail;

    if (first > n)
        first = n;
    memcpy(p->ring + tail, in, first);
    memcpy(p->ring, in + first, n - first);
    p->used += n;
    return n;
}

static ssize_t pipe_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    struct pipe *p = f->private;
    ssize_t done;
    bool waited = false, was_full; /* for somebody who waits */

    (void)pos;
    if (n == 0)
        return 0;
    while (!pipe_readable(p)) {
        if (f->flags & O_NONBLOCK)
            return -EAGAIN;
        waited = true;
        done = wait_on_exclusive(&p->data, WAIT_FOREVER, "data in a pipe");
        if (done)
            return done;
    }
    was_full = pipe_room(p) < PIPE_ATOMIC;
    done = copy_out(p, buffer, n < p->used ? n : p->used);
    if (was_full)
        wait_wake(&p->room, WAIT_ALL);
    if (waited && pipe_readable(p))
        wait_wake(&p->data, 1);
    return done;
}

/* Blocks until there is a reader and that much room; 0 or -errno. */
static int wait_for_room(struct file *f, unsigned least)
{
    struct pipe *p = f->private;
    int error;

    while (p->readers && pipe_room(p) < least) {
        if (f->flags & O_NONBLOCK)
            return -EAGAIN;
        error = wait_on(&p->room, WAIT_FOREVER, "room in a pipe");
        if (error)
            return error;
    }
    if (!p->readers)
        return -EPIPE;
    if (!p->ring && !(p->ring = page_alloc(page_order(p->size))))
        return -ENOMEM;
    return 0;
}

static ssize_t pipe_write(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    struct pipe *p = f->private;
    unsigned least = n <= PIPE_ATOMIC ? n : 1;
    size_t done = 0;
    int error = 0;

    (void)pos;
    while (done < n && !(error = wait_for_room(f, least))) {
        size_t left = n - done;

        done += copy_in(p, (const char *)buffer + done,
                        left < pipe_room(p) ? left : pipe_room(p));
        wait_wake(&p->data, 1);
    }
    if (error == -EPIPE)
        signal_send(SIGPIPE);
    return done ? (ssize_t)done : error;
}

/* A reader of a FIFO that has seen no writer yet hears no end. */
static short ready_to_read(struct file *f, struct poll_table *t)
{
    struct pipe *p = f->private;
    bool ended = !p->writers && (off_t)p->writer_opens != f->offset;

    poll_wait(t, &p->data);
    return (p->used ? POLLIN | POLLRDNORM : 0) | (ended ? POLLHUP : 0);
}

static short ready_to_write(struct file *f, struct poll_table *t)
{
    struct pipe *p = f->private;

    poll_wait(t, &p->room);
    return (pipe_room(p) >= PIPE_ATOMIC ? POLLOUT | POLLWRNORM : 0) |
           (p->readers ? 0 : POLLERR);
}

static short pipe_poll(struct file *f, struct poll_table *t)
{
    return (file_readable(f) ? ready_to_read(f, t) : 0) |
           (file_writable(f) ? ready_to_write(f, t) : 0);
}

static long pipe_ioctl(struct file *f, unsigned request, unsigned long argument)
{
    struct pipe *p = f->private;

    if (request != FIONREAD)
        return -ENOTTY;
    *(int *)argument = p->used;
    return 0;
}

static long resize(struct pipe *p, unsigned size)
{
    char *ring = NULL;
    unsigned used = p->used;

    if (p->ring && !(ring = page_alloc(page_order(size))))
        return -ENOMEM;
    if (ring) {
        copy_out(p, ring, used);
        page_free(p->ring, page_order(p->size));
    }
    p->ring = ring;
    p->size = size;
    p->head = 0;
    p->used = used;
    wait_wake(&p->room, WAIT_ALL);
    return size;
}

static long pipe_control(struct file *f, int command, unsigned long argument)
{
    struct pipe *p = f->private;
    unsigned size = PAGE_SIZE;

    if (command == F_GETPIPE_SZ)
        return p->size;
    if ((unsigned)argument > 1u << 31)
        return -EINVAL;
    if ((unsigned)argument > PIPE_LARGEST)
        return -EPERM;
    while (size < (unsigned)argument)
        size *= 2;
    return size < p->used ? -EBUSY : resize(p, size);
}

static void pipe_stat(struct file *f, struct stat *st)
{
    struct pipe *p = f->private;

    st->st_mode = S_IFIFO | 0600;
    st->st_ino = p->ino;
    st->st_nlink = 1;
    st->st_blksize = PAGE_SIZE;
}

void pipe_leave(struct pipe *p)
{
    if (p->readers || p->writers) {
        wait_wake(&p->data, WAIT_ALL);
        wait_wake(&p->room, WAIT_ALL);
        return;
    }
    if (p->node && __unispec_reached((const void *)fifo_open))
        fifo_forget(p);
    if (p->ring)
        page_free(p->ring, page_order(p->size));
    kfree(p);
}

static void pipe_release(struct file *f)
{
    struct pipe *p = f->private;

    p->readers -= file_readable(f);
    p->writers -= file_writable(f);
    pipe_leave(p);
}

static const struct file_ops pipe_ops = {
    .read = pipe_read,
    .write = pipe_write,
    .ioctl = pipe_ioctl,
    .poll = pipe_poll,
    .control = pipe_control,
    .stat = pipe_stat,
    .release = pipe_release,
};

struct pipe *pipe_of(const struct file *f)
{
    return f->ops == &pipe_ops ? f->private : NULL;
}

struct pipe *pipe_new(void)
{
    static ino_t last;
    struct pipe *p = kzalloc(sizeof(*p));

    if (p) {
        p->size = PIPE_DEFAULT;
        p->ino = ++last;
    }
    return p;
}

struct file *pipe_end(struct pipe *p, unsigned flags, struct vnode *node)
{
    struct file *f = file_new(&pipe_ops, flags, node);

    if (!f)
        return NULL;
    f->private = p;
    p->readers += file_readable(f);
    p->reader_opens += file_readable(f);
    p->writers += file_writable(f);
    p->writer_opens += file_writable(f);
    return f;
}
