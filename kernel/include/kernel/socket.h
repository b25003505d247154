/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Sockets. A socket is an open file whose operations name a table of socket
 * operations, one table per family and type: socket(2) chooses among them by
 * its arguments, so that what no reached call of socket() asks for is in no
 * image. Each slot has one caller, as those of struct file_ops.
 *
 * Used by the file layer (vectors and descriptors that are sockets) and by
 * kernel/net/, which implements the families.
 */
#ifndef KERNEL_SOCKET_H
#define KERNEL_SOCKET_H

#include <kernel/file.h>
#include <sys/socket.h>
#include <sys/uio.h>

/*
 * A message on its way: the program's buffers, of which message_take() and
 * message_give() use up the front, and what may come with it.
 */
struct message {
    const struct iovec *iov; /* skip bytes of the first are used up */
    size_t count, skip;
    size_t size; /* bytes left */
    /* Sending: NULL or the destination. Receiving: NULL or room for the
     * sender's name; size is then set to the name's whole size. */
    void *name;
    socklen_t name_size;
    /* Receiving: the room, then what is left of it. */
    void *control;
    size_t control_size;
    unsigned flags;  /* MSG_* of the call */
    unsigned result; /* MSG_* that recvmsg() gives */
};

/* Value of an option, with the size that its type has. */
struct socket_option {
    union {
        int number;
        struct timeval time;
        struct linger linger;
        struct ucred cred;
        unsigned char bytes[104];
    };
    socklen_t size;
};

/* All return 0 or a count, or -errno. NULL slots: EOPNOTSUPP. */
struct socket_ops {
    int (*bind)(struct file *, const struct sockaddr *, socklen_t);
    int (*connect)(struct file *, const struct sockaddr *, socklen_t);
    int (*listen)(struct file *, unsigned backlog);
    /* A new file with one reference. */
    int (*accept)(struct file *, unsigned flags, struct file **);
    /* The own name, or the one of the peer; returns its size. */
    int (*name)(struct file *, bool peer, struct sockaddr_storage *);
    ssize_t (*send)(struct file *, struct message *);
    ssize_t (*receive)(struct file *, struct message *);
    int (*shutdown)(struct file *, int how);
    /* -ENOPROTOOPT: not known here; those of SOL_SOCKET are then looked for
     * among what all sockets have. */
    int (*get)(struct file *, int level, int option, struct socket_option *);
    int (*set)(struct file *, int level, int option,
               const struct socket_option *);
};

/* Whether there can be sockets: all come from one of these calls. */
long sys_socket(long, long, long);
long sys_socketpair(long, long, long, long);
#pragma weak sys_socket
#pragma weak sys_socketpair
#define SOCKETS                                     \
    (__unispec_reached((const void *)sys_socket) || \
     __unispec_reached((const void *)sys_socketpair))

/* The operations of a descriptor that is a socket; else NULL and *error. */
const struct socket_ops *socket_ops(int fd, struct file **file, int *error);

/* Requests SIOCGIF* of ioctl(2), about the machine's interfaces. */
long socket_interface_ioctl(struct file *f, unsigned request,
                            unsigned long argument);

/* A message in these buffers; -EMSGSIZE or -EINVAL where they are none. */
int message_init(struct message *, const struct iovec *iov, size_t count,
                 unsigned flags);

/* Sends and receives as write(2) and read(2) do, to and from vectors. */
ssize_t socket_send(struct file *f, struct message *m);
ssize_t socket_receive(struct file *f, struct message *m);

#endif
