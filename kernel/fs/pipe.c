/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Pipes: a ring of bytes between two ends. A write of at most PIPE_BUF bytes
 * is whole or not at all; writing without a reader raises SIGPIPE. Each end
 * waits in a queue of its own; what was written wakes one reader, who wakes
 * the next one where it leaves something.
 */
#include <kernel/file.h>
#include <kernel/mm.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>

#define PIPE_DEFAULT 65536u
#define PIPE_LARGEST (1u << 20)
#define PIPE_ATOMIC 4096u

struct pipe {
    char *ring; /* from the first write on */
    unsigned size, head, used;
    bool reader, writer;
    struct wait_queue readers, writers; /* for data, for room */
    ino_t ino;
};

static bool can_read(const struct pipe *p)
{
    return p->used || !p->writer;
}

static unsigned room(const struct pipe *p)
{
    return p->size - p->used;
}

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
    bool was_full; /* for somebody who waits */

    (void)pos;
    if (n == 0)
        return 0;
    while (!can_read(p)) {
        if (f->flags & O_NONBLOCK)
            return -EAGAIN;
        done = wait_on_exclusive(&p->readers, WAIT_FOREVER, "data in a pipe");
        if (done)
            return done;
    }
    was_full = room(p) < PIPE_ATOMIC;
    done = copy_out(p, buffer, n < p->used ? n : p->used);
    if (was_full)
        wait_wake(&p->writers, WAIT_ALL);
    if (can_read(p))
        wait_wake(&p->readers, 1);
    return done;
}

/* Blocks until there is a reader and that much room; 0 or -errno. */
static int wait_for_room(struct file *f, unsigned least)
{
    struct pipe *p = f->private;
    int error;

    while (p->reader && room(p) < least) {
        if (f->flags & O_NONBLOCK)
            return -EAGAIN;
        error = wait_on(&p->writers, WAIT_FOREVER, "room in a pipe");
        if (error)
            return error;
    }
    if (!p->reader)
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
                        left < room(p) ? left : room(p));
        wait_wake(&p->readers, 1);
    }
    if (error == -EPIPE)
        signal_send(SIGPIPE);
    return done ? (ssize_t)done : error;
}

static short pipe_poll_read(struct file *f, struct poll_table *t)
{
    struct pipe *p = f->private;

    poll_wait(t, &p->readers);
    return (p->used ? POLLIN | POLLRDNORM : 0) | (p->writer ? 0 : POLLHUP);
}

static short pipe_poll_write(struct file *f, struct poll_table *t)
{
    struct pipe *p = f->private;

    poll_wait(t, &p->writers);
    return (room(p) >= PIPE_ATOMIC ? POLLOUT | POLLWRNORM : 0) |
           (p->reader ? 0 : POLLERR);
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
    wait_wake(&p->writers, WAIT_ALL);
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

static void close_end(struct pipe *p, bool *end)
{
    *end = false;
    if (p->reader || p->writer) {
        wait_wake(&p->readers, WAIT_ALL);
        wait_wake(&p->writers, WAIT_ALL);
        return;
    }
    if (p->ring)
        page_free(p->ring, page_order(p->size));
    kfree(p);
}

static void pipe_close_read(struct file *f)
{
    struct pipe *p = f->private;

    close_end(p, &p->reader);
}

static void pipe_close_write(struct file *f)
{
    struct pipe *p = f->private;

    close_end(p, &p->writer);
}

static const struct file_ops read_end = {
    .read = pipe_read,
    .ioctl = pipe_ioctl,
    .poll = pipe_poll_read,
    .control = pipe_control,
    .stat = pipe_stat,
    .release = pipe_close_read,
};

static const struct file_ops write_end = {
    .write = pipe_write,
    .ioctl = pipe_ioctl,
    .poll = pipe_poll_write,
    .control = pipe_control,
    .stat = pipe_stat,
    .release = pipe_close_write,
};

static struct file *open_end(struct pipe *p, const struct file_ops *ops,
                             unsigned flags, bool *end)
{
    struct file *f = file_new(ops, flags, NULL);

    if (f) {
        f->private = p;
        *end = true;
    }
    return f;
}

/* Both ends of a new pipe, or -ENOMEM. */
static int make(struct file *ends[2], unsigned flags)
{
    static ino_t last;
    struct pipe *p = kzalloc(sizeof(*p));

    if (!p)
        return -ENOMEM;
    p->size = PIPE_DEFAULT;
    p->ino = ++last;
    ends[0] = open_end(p, &read_end, O_RDONLY | flags, &p->reader);
    if (!ends[0]) {
        kfree(p);
        return -ENOMEM;
    }
    ends[1] = open_end(p, &write_end, O_WRONLY | flags, &p->writer);
    if (!ends[1]) {
        file_put(ends[0]);
        return -ENOMEM;
    }
    return 0;
}

static long pipe_open(int fds[2], unsigned flags)
{
    struct file *ends[2];
    int first, second;

    if (flags & ~(O_CLOEXEC | O_NONBLOCK))
        return -EINVAL;
    first = make(ends, flags & O_NONBLOCK);
    if (first)
        return first;
    first = fd_install(ends[0], 0, flags);
    if (first < 0) {
        file_put(ends[1]);
        return first;
    }
    second = fd_install(ends[1], 0, flags);
    if (second < 0) {
        fd_close(first);
        return second;
    }
    fds[0] = first;
    fds[1] = second;
    return 0;
}

SYSCALL2(pipe2, int *, fds, unsigned, flags)
{
    return pipe_open(fds, flags);
}

SYSCALL1(pipe, int *, fds)
{
    return pipe_open(fds, 0);
}
