/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Receiving from a socket: the one caller of the slot. Used by recv(2) and its
 * kin, read(2) and readv(2).
 */
#include <kernel/socket.h>

ssize_t socket_receive(struct file *f, struct message *m)
{
    return f->ops->socket->receive(f, m);
}
