/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Asking for names of AF_UNIX sockets; what has none has its family only. */
#include <kernel/mm.h>
#include <string.h>

#include "unix.h"

void unix_name_put(struct unix_name *name)
{
    if (--name->refs == 0)
        kfree(name);
}

int unix_getname(struct file *f, bool peer, struct sockaddr_storage *to)
{
    struct unix_socket *u = unix_of(f);

    if (peer) {
        u = u->peer;
        if (!u)
            return -ENOTCONN;
    }
    if (u->name) {
        memcpy(to, &u->name->address, u->name->size);
        return u->name->size;
    }
    to->ss_family = AF_UNIX;
    return UNIX_PATH_OFFSET;
}
