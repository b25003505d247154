/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * splice(2) and tee(2): bytes between a pipe and a file, or between two pipes.
 * They are copied. A call waits for the first byte and for room for it, and
 * then moves what goes without waiting.
 */
#include <kernel/mm.h>
#include <kernel/syscall.h>

#include "hold.h"
#include "pipe.h"
#include "transfer.h"

#define SPLICE_FLAGS 15u /* MOVE, NONBLOCK, MORE, GIFT */
#define SPLICE_NONBLOCK 2u

/* Waits until the pipe can give, or take, a byte: bytes, 0: the end. */
static ssize_t pipe_wait(struct pipe *p, bool to_read, bool nonblocking)
{
    int error = 0;

    while (!error && (to_read ? !pipe_readable(p) : !pipe_room(p))) {
        if (!to_read && !p->readers)
            break;
        if (nonblocking)
            return -EAGAIN;
        error = to_read ? wait_on(&p->data, WAIT_FOREVER, "data in a pipe")
                        : wait_on(&p->room, WAIT_FOREVER, "room in a pipe");
    }
    return error ? error : to_read ? p->used : pipe_room(p);
}

/* The most that both ends can do now; 0 is the end, or a broken pipe. */
static ssize_t limit(struct file *in, struct file *out, size_t n,
                     unsigned flags)
{
    struct pipe *from = pipe_of(in), *to = pipe_of(out);
    ssize_t most;

    if (from) {
        most = pipe_wait(from, true,
                         (flags & SPLICE_NONBLOCK) || (in->flags & O_NONBLOCK));
        if (most <= 0)
            return most;
        n = (size_t)most < n ? (size_t)most : n;
    }
    if (to && to->readers) {
        most =
            pipe_wait(to, false,
                      (flags & SPLICE_NONBLOCK) || (out->flags & O_NONBLOCK));
        if (most < 0)
            return most;
        n = (size_t)most < n ? (size_t)most : n;
    }
    return n;
}

static long move(struct file *in, off_t *in_pos, struct file *out,
                 off_t *out_pos, size_t n, unsigned flags)
{
    struct pipe *from = pipe_of(in), *to = pipe_of(out);
    off_t none = 0;
    ssize_t most;

    if ((from && in_pos) || (to && out_pos))
        return -ESPIPE;
    if ((in_pos && !in->ops->seek) || (out_pos && !out->ops->seek) ||
        (!from && !to) || (from == to) || (out->flags & O_APPEND))
        return -EINVAL;
    if ((in_pos && *in_pos < 0) || (out_pos && *out_pos < 0))
        return -EINVAL;
    most = limit(in, out, n, flags);
    if (most <= 0)
        return most;
    if (!in_pos)
        in_pos = from ? &none : &in->offset;
    if (!out_pos)
        out_pos = to ? &none : &out->offset;
    most = file_transfer(in, in_pos, out, out_pos, most);
    return most == -EISDIR ? -EINVAL : most; /* as sendfile */
}

static long check(const struct file *in, const struct file *out)
{
    return in && out && file_readable(in) && file_writable(out) ? 0 : -EBADF;
}

SYSCALL6(splice, int, in_fd, off_t *, in_offset, int, out_fd, off_t *,
         out_offset, size_t, n, unsigned, flags)
{
    struct file *in, *out;
    long result;

    if (!n)
        return 0;
    if (flags & ~SPLICE_FLAGS)
        return -EINVAL;
    in = fd_hold(in_fd);
    out = fd_hold(out_fd);
    result = check(in, out);
    if (!result)
        result = move(in, in_offset, out, out_offset, n, flags);
    file_drop(in);
    file_drop(out);
    return result;
}

static long duplicate(struct file *in, struct file *out, size_t n,
                      unsigned flags)
{
    struct pipe *from = pipe_of(in);
    unsigned head, used;
    off_t none = 0;
    ssize_t most;

    if (!from || !pipe_of(out) || from == pipe_of(out))
        return -EINVAL;
    most = limit(in, out, n, flags);
    if (most <= 0)
        return most;
    /* Nothing else runs between these: the bytes are put back. */
    head = from->head;
    used = from->used;
    most = file_transfer(in, &none, out, &none, most);
    from->head = head;
    from->used = used;
    return most;
}

SYSCALL4(tee, int, in_fd, int, out_fd, size_t, n, unsigned, flags)
{
    struct file *in, *out;
    long result;

    if (flags & ~SPLICE_FLAGS)
        return -EINVAL;
    if (!n)
        return 0;
    in = fd_hold(in_fd);
    out = fd_hold(out_fd);
    result = check(in, out);
    if (!result)
        result = duplicate(in, out, n, flags);
    file_drop(in);
    file_drop(out);
    return result;
}
