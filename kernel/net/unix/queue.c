/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The messages that an AF_UNIX socket has received. */
#include <kernel/mm.h>
#include <kernel/process.h>
#include <poll.h>

#include "unix.h"

void unix_wake_room(struct unix_socket *u)
{
    wait_wake_for(&u->room, WAIT_ALL, POLLOUT | POLLWRNORM | POLLWRBAND);
}

void unix_wake(struct unix_socket *u)
{
    socket_wake(&u->socket);
    wait_wake(&u->room, WAIT_ALL);
}

/* Takes the next `size` bytes of m; NULL where memory is out. */
struct unix_message *unix_message_new(struct message *m, size_t size,
                                      struct unix_socket *from)
{
    struct unix_message *message = kzalloc(sizeof(*message));

    if (!message)
        return NULL;
    if (size && !(message->data = kmalloc(size))) {
        kfree(message);
        return NULL;
    }
    message_take(m, message->data, size);
    message->size = size;
    message->from = from->name;
    if (message->from)
        message->from->refs++;
    message->cred =
        (struct ucred){PROCESS_ID, process_ids.uid, process_ids.gid};
    return message;
}

void unix_message_free(struct unix_message *message)
{
    if (message->from)
        unix_name_put(message->from);
    if (message->files)
        unix_files_free(message->files);
    kfree(message->data);
    kfree(message);
}

void unix_enqueue(struct unix_socket *to, struct unix_message *message)
{
    if (to->first)
        to->last->next = message;
    else
        to->first = message;
    to->last = message;
    to->queued += message->size;
    to->messages++;
    socket_wake_for(&to->socket, POLLIN | POLLRDNORM);
}

/* The first message, which leaves the queue: whoever waits for room looks. */
struct unix_message *unix_dequeue(struct unix_socket *u)
{
    struct unix_message *message = u->first;

    if (!message)
        return NULL;
    u->first = message->next;
    message->next = NULL;
    u->queued -= message->size - message->taken;
    u->messages--;
    unix_wake_room(u);
    return message;
}
