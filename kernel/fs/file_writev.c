/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Writing from a vector of buffers. Used by writev and pwritev. */
#include <kernel/socket.h>

#include "iov.h"

static ssize_t send_message(struct file *f, const struct iovec *iov,
                            unsigned long count)
{
    struct message m;
    int error = message_init(&m, iov, count, 0);

    if (error || !m.size)
        return error;
    return socket_send(f, &m);
}

ssize_t file_writev(struct file *f, const struct iovec *iov,
                    unsigned long count, off_t *pos)
{
    ssize_t total = 0, n;

    if (!file_writable(f))
        return -EBADF;
    n = iov_check(iov, count);
    if (n < 0)
        return n;
    if (SOCKETS && f->ops->socket)
        return send_message(f, iov, count);
    for (unsigned long i = 0; i < count; i++) {
        if (iov[i].iov_len == 0)
            continue;
        n = file_write(f, iov[i].iov_base, iov[i].iov_len, pos);
        if (n < 0)
            return total ? total : n;
        total += n;
        if ((size_t)n < iov[i].iov_len)
            break;
    }
    return total;
}
