/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reading into a vector of buffers. Only the first buffer with room may
 * block: what comes after it is taken as far as it is there. Used by readv and
 * preadv.
 */
#include <kernel/socket.h>

#include "iov.h"

static ssize_t read_rest(struct file *f, const struct iovec *iov,
                         unsigned long count, off_t *pos)
{
    unsigned blocking = ~f->flags & O_NONBLOCK;
    ssize_t total = 0, n;

    f->flags |= O_NONBLOCK;
    for (unsigned long i = 0; i < count; i++) {
        n = file_read(f, iov[i].iov_base, iov[i].iov_len, pos);
        if (n < 0)
            break;
        total += n;
        if ((size_t)n < iov[i].iov_len)
            break;
    }
    f->flags ^= blocking;
    return total;
}

static ssize_t receive_message(struct file *f, const struct iovec *iov,
                               unsigned long count)
{
    struct message m;
    int error = message_init(&m, iov, count, 0);

    if (error || !m.size)
        return error;
    return socket_receive(f, &m);
}

ssize_t file_readv(struct file *f, const struct iovec *iov, unsigned long count,
                   off_t *pos)
{
    ssize_t n;

    if (!file_readable(f))
        return -EBADF;
    n = iov_check(iov, count);
    if (n < 0)
        return n;
    if (SOCKETS && f->ops->socket)
        return receive_message(f, iov, count);
    while (count && iov->iov_len == 0)
        iov++, count--;
    if (!count)
        return 0;
    n = file_read(f, iov->iov_base, iov->iov_len, pos);
    if (n < 0 || (size_t)n < iov->iov_len)
        return n;
    return n + read_rest(f, iov + 1, count - 1, pos);
}
