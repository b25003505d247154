/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* ioctl(2) on AF_UNIX sockets: how much is there to read, or not yet read. */
#include <sys/ioctl.h>

#include "unix.h"

long unix_ioctl(struct file *f, unsigned request, unsigned long argument)
{
    struct unix_socket *u = unix_of(f);
    int *count = (int *)argument;

    if (request == TIOCOUTQ) {
        *count = u->peer ? u->peer->queued : 0;
        return 0;
    }
    if (request != FIONREAD)
        return -ENOTTY;
    if (u->socket.listening)
        return -EINVAL;
    *count = u->queued;
    if (u->socket.type == SOCK_DGRAM)
        *count = u->first ? u->first->size : 0;
    return 0;
}
