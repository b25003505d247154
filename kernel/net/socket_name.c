/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The name of a socket or of its peer, for the program. */
#include <string.h>

#include "name.h"

int socket_name(struct file *f, bool peer, void *to, socklen_t *size)
{
    struct sockaddr_storage name;
    int length;

    length = f->ops->socket->name(f, peer, &name);
    if (length < 0)
        return length;
    if ((int)*size < 0)
        return -EINVAL;
    memcpy(to, &name, *size < (socklen_t)length ? *size : (socklen_t)length);
    *size = length;
    return 0;
}
