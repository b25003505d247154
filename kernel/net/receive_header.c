/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Receiving into what a struct msghdr describes: recvmsg(2), recvmmsg(2). */
#include "msghdr.h"

ssize_t receive_header(struct file *f, struct message_header *header,
                       unsigned flags)
{
    struct message m;
    ssize_t n;
    int error;

    if (header->name && header->name_size < 0)
        return -EINVAL;
    error = message_init(&m, header->iov, header->count, flags);
    if (error)
        return error;
    m.name = header->name;
    m.name_size = header->name ? header->name_size : 0;
    m.control = header->control;
    m.control_size = header->control ? header->control_size : 0;
    n = socket_receive(f, &m);
    if (n < 0)
        return n;
    if (header->name)
        header->name_size = m.name_size;
    header->flags = m.result | (flags & MSG_CMSG_CLOEXEC);
    header->control_size -= header->control ? m.control_size : 0;
    return n;
}
