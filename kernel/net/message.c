/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Messages: the program's buffers, names and control messages. */
#include <limits.h>
#include <string.h>

#include "socket.h"

int message_init(struct message *m, const struct iovec *iov, size_t count,
                 unsigned flags)
{
    *m = (struct message){.iov = iov, .count = count, .flags = flags};
    if (count > IOV_MAX)
        return -EMSGSIZE;
    for (size_t i = 0; i < count; i++) {
        if ((ssize_t)iov[i].iov_len < 0)
            return -EINVAL;
        m->size += iov[i].iov_len;
        if (m->size > FILE_TRANSFER_MAX)
            m->size = FILE_TRANSFER_MAX;
    }
    return 0;
}

char *message_next(struct message *m, size_t *n)
{
    while (m->skip == m->iov->iov_len) {
        m->iov++;
        m->skip = 0;
    }
    if (*n > m->iov->iov_len - m->skip)
        *n = m->iov->iov_len - m->skip;
    if (*n > m->size)
        *n = m->size;
    return (char *)m->iov->iov_base + m->skip;
}

void message_skip(struct message *m, size_t n)
{
    m->skip += n;
    m->size -= n;
}

void message_take(struct message *m, void *to, size_t n)
{
    for (size_t run; n; n -= run) {
        run = n;
        memcpy(to, message_next(m, &run), run);
        message_skip(m, run);
        to = (char *)to + run;
    }
}

void message_give(struct message *m, const void *from, size_t n)
{
    for (size_t run; n; n -= run) {
        run = n;
        memcpy(message_next(m, &run), from, run);
        message_skip(m, run);
        from = (const char *)from + run;
    }
}

void message_give_name(struct message *m, const void *name, socklen_t size)
{
    if (!m->name)
        return;
    memcpy(m->name, name, size < m->name_size ? size : m->name_size);
    m->name_size = size;
}
