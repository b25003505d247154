/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Pipes: a ring of bytes between two ends. A write of at most PIPE_BUF bytes
 * is whole or not at all; writing without a reader raises SIGPIPE. There is
 * one thread, so an end that would have to wait for the other one waits for
 * ever: that is reported.
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
    ino_t ino;
};

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

    (void)pos;
    if (n == 0)
        return 0;
    if (p->used)
        return copy_out(p, buffer, n < p->used ? n : p->used);
    if (!p->writer)
        return 0;
    if (!(f->flags & O_NONBLOCK))
        process_deadlock("data in a pipe that only itself can write");
    return -EAGAIN;
}

static ssize_t pipe_write(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    struct pipe *p = f->private;
    size_t room = p->size - p->used;

    (void)pos;
    if (n == 0)
        return 0;
    if (!p->reader) {
        signal_send(SIGPIPE);
        return -EPIPE;
    }
    if (n > room && !(f->flags & O_NONBLOCK))
        process_deadlock("room in a pipe that only itself can read");
    if (room == 0 || (n > room && n <= PIPE_ATOMIC))
        return -EAGAIN;
    if (!p->ring && !(p->ring = page_alloc(page_order(p->size))))
        return -ENOMEM;
    return copy_in(p, buffer, n < room ? n : room);
}

static short pipe_poll_read(struct file *f)
{
    struct pipe *p = f->private;

    return (p->used ? POLLIN | POLLRDNORM : 0) | (p->writer ? 0 : POLLHUP);
}

static short pipe_poll_write(struct file *f)
{
    struct pipe *p = f->private;

    return (p->size - p->used >= PIPE_ATOMIC ? POLLOUT | POLLWRNORM : 0) |
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
    if (p->reader || p->writer)
        return;
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
