/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Sending on a socket: the one caller of the slot. SIGPIPE is the last thing
 * that happens. Used by send(2) and its kin, write(2) and writev(2).
 */
#include <kernel/process.h>
#include <signal.h>

#include "socket.h"

ssize_t socket_send(struct file *f, struct message *m)
{
    struct socket *s = f->private;
    ssize_t n = f->ops->socket->send(f, m);

    if (n == -EPIPE && s->type == SOCK_STREAM && !(m->flags & MSG_NOSIGNAL))
        signal_send(SIGPIPE);
    return n;
}
