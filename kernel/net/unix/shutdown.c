/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* shutdown(2) of AF_UNIX: of a connection it closes the other end's half. */
#include "unix.h"

int unix_shutdown(struct file *f, int how)
{
    struct unix_socket *u = unix_of(f), *peer = u->peer;
    bool no_read = how != SHUT_WR, no_write = how != SHUT_RD;

    u->socket.read_shut |= no_read;
    u->socket.write_shut |= no_write;
    unix_wake(u);
    if (!peer || !unix_connects(u))
        return 0;
    peer->socket.read_shut |= no_write;
    peer->socket.write_shut |= no_read;
    unix_wake(peer);
    return 0;
}
