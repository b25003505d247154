/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sending what a struct msghdr describes: sendmsg(2) and sendmmsg(2). */
#include "msghdr.h"

ssize_t send_header(struct file *f, const struct message_header *header,
                    unsigned flags)
{
    struct message m;
    int error;

    if (header->name_size < 0)
        return -EINVAL;
    if (flags & MSG_OOB) /* no family has it */
        return -EOPNOTSUPP;
    error = message_init(&m, header->iov, header->count, flags);
    if (error)
        return error;
    m.name = header->name_size ? header->name : NULL;
    m.name_size = m.name ? header->name_size : 0;
    if (m.name_size > sizeof(struct sockaddr_storage))
        m.name_size = sizeof(struct sockaddr_storage);
    m.control = header->control;
    m.control_size = header->control ? header->control_size : 0;
    return socket_send(f, &m);
}
