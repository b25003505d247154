/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * AF_UNIX. The graph: a socket holds a reference to its peer; a message holds
 * its files, its data and the name it came from; a listening socket holds the
 * connections that nobody has accepted yet. A socket that is closed stays, as
 * `dead`, until the last peer has let go of it.
 *
 *     stream.c      stream sockets: bytes     datagram.c   the two others:
 *     queue.c       what was received                      whole messages
 *     name.c        names, bound sockets      rights.c     files in messages
 *     connection.c  listen, connect, accept   poll.c ...   the rest
 */
#ifndef KERNEL_NET_UNIX_H
#define KERNEL_NET_UNIX_H

#include <kernel/vfs.h>
#include <sys/un.h>

#include "../socket.h"

#define UNIX_PATH_OFFSET offsetof(struct sockaddr_un, sun_path)
/* Datagrams in a queue before a sender waits: net.unix.max_dgram_qlen. */
#define UNIX_DATAGRAMS 10u
/* The most bytes of a stream in one message. */
#define UNIX_CHUNK 65536u
/* The most files in one message, as on Linux. */
#define UNIX_FILES 253u

/* A name that several sockets may have: those of accept() the listener's. */
struct unix_name {
    unsigned refs;
    socklen_t size;
    struct sockaddr_un address;
};

struct unix_files {
    unsigned count;
    struct file *files[];
};

struct unix_message {
    struct unix_message *next;
    char *data; /* of its own; NULL where size is 0 */
    size_t size, taken;
    struct unix_name *from; /* NULL: unnamed */
    struct unix_files *files;
    struct ucred cred;
};

struct unix_socket {
    struct socket socket; /* first */
    unsigned refs;
    bool dead, reset;
    struct unix_socket *peer; /* a reference, or NULL */
    struct unix_name *name;
    struct ucred peer_cred;
    /* What was received and not yet read. */
    struct unix_message *first, *last;
    size_t queued;
    unsigned messages;
    struct wait_queue room; /* who waits to send, or to connect, to it */
    /* Listening: connections to be accepted, linked by next_pending. */
    struct unix_socket *pending, *next_pending;
    unsigned pending_count, backlog;
    /* Bound: in the list of names. */
    struct unix_socket *next_bound;
    struct vnode *node; /* of a name that is a path */
};

static inline struct unix_socket *unix_of(struct file *f)
{
    return f->private;
}

/* Connection-oriented: stream or seqpacket. */
static inline bool unix_connects(const struct unix_socket *u)
{
    return u->socket.type != SOCK_DGRAM;
}

/* A closed or wholly shut peer is still the peer of a connection. */
static inline bool unix_connected(const struct unix_socket *u)
{
    return u->peer;
}

struct unix_socket *unix_new(int type, int protocol);
/* A file for the socket, whose reference it consumes also when it fails. */
struct file *unix_file(struct unix_socket *u, unsigned flags);
void unix_put(struct unix_socket *u);

static inline struct unix_socket *unix_get(struct unix_socket *u)
{
    u->refs++;
    return u;
}

/* Makes each the peer of the other, with the credentials of now. */
void unix_join(struct unix_socket *a, struct unix_socket *b);
/* The end of a socket: no file refers to it any more. */
void unix_end(struct unix_socket *u);

/* Its state is another: all look who wait for it, on either side. */
void unix_wake(struct unix_socket *u);
/* There is room in it. */
void unix_wake_room(struct unix_socket *u);

/* The queue. Messages are owned by whoever has them. */
struct unix_message *unix_message_new(struct message *m, size_t size,
                                      struct unix_socket *from);
void unix_message_free(struct unix_message *message);
void unix_enqueue(struct unix_socket *to, struct unix_message *message);
struct unix_message *unix_dequeue(struct unix_socket *u);

/* Names. */
void unix_name_put(struct unix_name *name);
int unix_name_check(const struct sockaddr *address, socklen_t size);
/* The bound socket that the name leads to, borrowed; or -errno. */
int unix_find(const struct sockaddr *address, socklen_t size, int type,
              struct unix_socket **found);
void unix_unbind(struct unix_socket *u);
int unix_bind(struct file *f, const struct sockaddr *address, socklen_t size);
int unix_getname(struct file *f, bool peer, struct sockaddr_storage *to);

/* Takes the files that the control messages of m name: 0 or -errno. */
int unix_take_files(struct message *m, struct unix_files **files);
/* Gives files and credentials of a message to the program; peeking copies. */
void unix_give_control(const struct unix_socket *u, struct message *m,
                       struct unix_message *message);
void unix_files_free(struct unix_files *files);

/* Slots. */
int unix_listen(struct file *f, unsigned backlog);
int unix_connect_stream(struct file *f, const struct sockaddr *address,
                        socklen_t size);
int unix_connect_datagram(struct file *f, const struct sockaddr *address,
                          socklen_t size);
int unix_accept(struct file *f, unsigned flags, struct file **fresh);
ssize_t unix_send_stream(struct file *f, struct message *m);
ssize_t unix_receive_stream(struct file *f, struct message *m);
ssize_t unix_send_datagram(struct file *f, struct message *m);
ssize_t unix_receive_datagram(struct file *f, struct message *m);
int unix_shutdown(struct file *f, int how);
int unix_get_option(struct file *f, int level, int option,
                    struct socket_option *value);
int unix_set_option(struct file *f, int level, int option,
                    const struct socket_option *value);
short unix_poll(struct file *f, struct poll_table *t);
long unix_ioctl(struct file *f, unsigned request, unsigned long argument);

#endif
