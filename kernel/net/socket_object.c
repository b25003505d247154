/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What every socket is: its start values, waiting, attributes. */
#include "socket.h"

#include <kernel/signal.h>

void socket_init(struct socket *s, int domain, int type, int protocol)
{
    s->domain = domain;
    s->type = type;
    s->protocol = protocol;
    s->send_size = SOCKET_BUFFER;
    s->receive_size = SOCKET_BUFFER;
}

int socket_wait(struct file *f, struct wait_queue *queue, unsigned flags,
                uint64_t deadline, const char *what)
{
    int error;

    if ((f->flags & O_NONBLOCK) || (flags & MSG_DONTWAIT))
        return -EAGAIN;
    error = wait_on(queue, deadline, what);
    if (error == -ETIMEDOUT)
        return -EAGAIN;
    /* As on Linux, a wait with an end is not begun again. */
    return deadline == WAIT_FOREVER ? error : (int)wait_final(error);
}
