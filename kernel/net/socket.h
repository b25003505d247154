/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inside of the socket layer: what the sockets of all families have, and the
 * steps that their operations share. The socket is what its file's `private`
 * points to.
 */
#ifndef KERNEL_NET_SOCKET_H
#define KERNEL_NET_SOCKET_H

#include <kernel/socket.h>
#include <kernel/wait.h>

/* Defaults and limits of Linux: net.core.{w,r}mem_{default,max}, somaxconn. */
#define SOCKET_BUFFER 212992u
#define SOCKET_BUFFER_MAX (2 * SOCKET_BUFFER)
#define SOCKET_BACKLOG_MAX 4096u

struct socket {
    int domain, type, protocol;
    struct wait_queue wait;
    int error;        /* of what went on in the background, once: SO_ERROR */
    unsigned enabled; /* bit n: the option of SOL_SOCKET with number n */
    unsigned send_size, receive_size; /* SO_SNDBUF, SO_RCVBUF */
    uint64_t send_ns, receive_ns;     /* time-outs, 0: none */
    struct linger linger;
    bool read_shut, write_shut, listening;
};

/* Families, by socket(2); each returns a new file with one reference. */
int unix_socket(int type, int protocol, unsigned flags, struct file **);
int inet_socket(int domain, int type, int protocol, unsigned flags,
                struct file **);
int inet6_socket(int type, int protocol, unsigned flags, struct file **);
int netlink_socket(int type, int protocol, unsigned flags, struct file **);
/* Reached where socket(2) may be asked for any family: -EAFNOSUPPORT. */
int socket_no_family(void);
int unix_pair(int type, int protocol, unsigned flags, struct file *[2]);

/* Options of multicast, by [gs]etsockopt(2): 0 or -errno. */
int inet_multicast_get(struct file *f, int level, int option,
                       struct socket_option *value);
int inet_multicast_set(struct file *f, int level, int option,
                       const struct socket_option *value);

/* IP_RECVERR and IPV6_RECVERR. */
int inet_errors_get(struct file *f, int level, struct socket_option *value);
int inet_errors_set(struct file *f, int level,
                    const struct socket_option *value);

void socket_init(struct socket *s, int domain, int type, int protocol);

static inline bool socket_enabled(const struct socket *s, int option)
{
    return s->enabled >> option & 1;
}

/* The pending error, which is then no more: 0 or -errno. */
static inline int socket_take_error(struct socket *s)
{
    int error = s->error;

    s->error = 0;
    return -error;
}

/* When a wait that may take so long ends; 0: never. */
static inline uint64_t socket_deadline(uint64_t ns)
{
    return ns ? wait_deadline(ns) : WAIT_FOREVER;
}

/*
 * Waits for a wake of the queue: 0, -EAGAIN where the file or the call must not
 * block or the deadline has come, -EINTR.
 */
int socket_wait(struct file *f, struct wait_queue *queue, unsigned flags,
                uint64_t deadline, const char *what);

/* Wakes everybody who waits for the socket. */
static inline void socket_wake(struct socket *s)
{
    wait_wake(&s->wait, WAIT_ALL);
}

/* The same where only these POLL* bits are new. */
static inline void socket_wake_for(struct socket *s, unsigned events)
{
    wait_wake_for(&s->wait, WAIT_ALL, events);
}

/* The options that all sockets have; -ENOPROTOOPT. */
int socket_get(struct socket *s, int option, struct socket_option *value);
int socket_set(struct socket *s, int option, const struct socket_option *value);

/* st_mode and the rest of a socket's attributes. */
void socket_stat(struct file *f, struct stat *st);

/* The next run of bytes in the program's buffers, at most *n of them, and
 * going on behind it. There must be some. */
char *message_next(struct message *m, size_t *n);
void message_skip(struct message *m, size_t n);

/* Moves n bytes out of, or into, the front of the program's buffers. */
void message_take(struct message *m, void *to, size_t n);
void message_give(struct message *m, const void *from, size_t n);

/* Gives the sender's name, as far as there is room for it. */
void message_give_name(struct message *m, const void *name, socklen_t size);
/* Gives a control message; false, and MSG_CTRUNC, where it has no room. */
bool message_give_control(struct message *m, int level, int type,
                          const void *data, size_t size);

/* A message that is all of one buffer. */
static inline struct message message_of(const struct iovec *iov)
{
    return (struct message){.iov = iov, .count = 1, .size = iov->iov_len};
}

#endif
