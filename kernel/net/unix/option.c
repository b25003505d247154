/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Options of AF_UNIX sockets: who the peer is; none at a level of their own. */
#include "unix.h"

int unix_get_option(struct file *f, int level, int option,
                    struct socket_option *value)
{
    if (level != SOL_SOCKET)
        return -EOPNOTSUPP;
    if (option != SO_PEERCRED)
        return -ENOPROTOOPT;
    value->cred = unix_of(f)->peer_cred;
    value->size = sizeof(value->cred);
    return 0;
}

int unix_set_option(struct file *f, int level, int option,
                    const struct socket_option *value)
{
    return level == SOL_SOCKET ? -ENOPROTOOPT : -EOPNOTSUPP;
}
