/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* ioctl(2) on TCP sockets: how much is there to read, or not yet sent. */
#include <sys/ioctl.h>

#include "tcp_socket.h"

long tcp_socket_ioctl(struct file *f, unsigned request, unsigned long argument)
{
    struct tcp_socket *t = tcp_of(f);
    int *count = (int *)argument;

    if (request != FIONREAD && request != TIOCOUTQ)
        return -ENOTTY;
    if (t->listener)
        return -EINVAL;
    if (request == FIONREAD)
        *count = t->queued;
    else
        *count = t->pcb && t->connected ? TCP_SND_BUF - t->pcb->snd_buf : 0;
    return 0;
}
