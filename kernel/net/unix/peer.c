/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Life of AF_UNIX sockets: references, joining two, the end of one. */
#include <kernel/mm.h>
#include <kernel/process.h>

#include "unix.h"

/* Asking whether it is reached must not extract it. */
#pragma weak unix_bind

void unix_put(struct unix_socket *u)
{
    if (--u->refs)
        return;
    if (u->name)
        unix_name_put(u->name);
    kfree(u);
}

void unix_join(struct unix_socket *a, struct unix_socket *b)
{
    struct ucred cred = {PROCESS_ID, process_ids.euid, process_ids.egid};

    a->peer = unix_get(b);
    b->peer = unix_get(a);
    a->peer_cred = b->peer_cred = cred;
}

static void drop_messages(struct unix_socket *u)
{
    struct unix_message *message;

    while ((message = unix_dequeue(u)))
        unix_message_free(message);
}

/* The other end of a connection learns that this one is gone. */
static void leave_peer(struct unix_socket *u, bool reset)
{
    struct unix_socket *peer = u->peer;

    if (!peer)
        return;
    u->peer = NULL;
    if (unix_connects(u)) {
        peer->socket.read_shut = peer->socket.write_shut = true;
        if (reset)
            peer->socket.error = ECONNRESET;
        unix_wake(peer);
    }
    unix_put(peer);
}

void unix_end(struct unix_socket *u)
{
    bool unread = u->first || u->reset;
    struct unix_socket *pending;

    if (__unispec_reached(unix_bind))
        unix_unbind(u);
    u->dead = true;
    drop_messages(u);
    leave_peer(u, unread);
    while ((pending = u->pending)) {
        u->pending = pending->next_pending;
        pending->reset = true;
        unix_end(pending);
    }
    unix_wake(u); /* connecting or sending to it */
    unix_put(u);
}
