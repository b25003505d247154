/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* AF_UNIX sockets: making them, single and in pairs, and their tables. */
#include "unix.h"

#include <kernel/mm.h>

static ssize_t unix_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    struct iovec iov = {buffer, n};
    struct message m = message_of(&iov);

    (void)pos;
    return n ? socket_receive(f, &m) : 0;
}

static ssize_t unix_write(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    struct iovec iov = {(void *)buffer, n};
    struct message m = message_of(&iov);

    (void)pos;
    return socket_send(f, &m);
}

static void unix_release(struct file *f)
{
    unix_end(unix_of(f));
}

static const struct socket_ops stream_socket = {
    .bind = unix_bind,
    .connect = unix_connect_stream,
    .listen = unix_listen,
    .accept = unix_accept,
    .name = unix_getname,
    .send = unix_send_stream,
    .receive = unix_receive_stream,
    .shutdown = unix_shutdown,
    .get = unix_get_option,
    .set = unix_set_option,
};

static const struct socket_ops packet_socket = {
    .bind = unix_bind,
    .connect = unix_connect_stream,
    .listen = unix_listen,
    .accept = unix_accept,
    .name = unix_getname,
    .send = unix_send_datagram,
    .receive = unix_receive_datagram,
    .shutdown = unix_shutdown,
    .get = unix_get_option,
    .set = unix_set_option,
};

static const struct socket_ops datagram_socket = {
    .bind = unix_bind,
    .connect = unix_connect_datagram,
    .name = unix_getname,
    .send = unix_send_datagram,
    .receive = unix_receive_datagram,
    .shutdown = unix_shutdown,
    .get = unix_get_option,
    .set = unix_set_option,
};

#define FILE_OPS(table)                                                        \
    {                                                                          \
        .read = unix_read, .write = unix_write, .ioctl = unix_ioctl,           \
        .poll = unix_poll, .stat = socket_stat, .release = unix_release,       \
        .socket = &table                                                       \
    }

static const struct file_ops stream_file = FILE_OPS(stream_socket);
static const struct file_ops packet_file = FILE_OPS(packet_socket);
static const struct file_ops datagram_file = FILE_OPS(datagram_socket);

struct unix_socket *unix_new(int type, int protocol)
{
    struct unix_socket *u = kzalloc(sizeof(*u));

    if (!u)
        return NULL;
    socket_init(&u->socket, AF_UNIX, type, protocol);
    u->refs = 1;
    u->peer_cred = (struct ucred){0, -1, -1};
    return u;
}

struct file *unix_file(struct unix_socket *u, unsigned flags)
{
    const struct file_ops *ops = NULL;
    struct file *f;

    switch (u->socket.type) {
    case SOCK_STREAM:
        ops = &stream_file;
        break;
    case SOCK_SEQPACKET:
        ops = &packet_file;
        break;
    case SOCK_DGRAM:
        ops = &datagram_file;
        break;
    }
    f = ops ? file_new(ops, O_RDWR | flags, NULL) : NULL;
    if (f)
        f->private = u;
    else
        unix_end(u);
    return f;
}

/* Types that exist; a raw one is a datagram socket, as on Linux. */
static int check(int *type, int protocol)
{
    if (protocol && protocol != AF_UNIX)
        return -EPROTONOSUPPORT;
    switch (*type) {
    case SOCK_RAW:
        *type = SOCK_DGRAM;
        return 0;
    case SOCK_STREAM:
    case SOCK_DGRAM:
    case SOCK_SEQPACKET:
        return 0;
    default:
        return -ESOCKTNOSUPPORT;
    }
}

int unix_socket(int type, int protocol, unsigned flags, struct file **file)
{
    int error = check(&type, protocol);
    struct unix_socket *u;

    if (error)
        return error;
    u = unix_new(type, 0);
    *file = u ? unix_file(u, flags) : NULL;
    return *file ? 0 : -ENOMEM;
}

int unix_pair(int type, int protocol, unsigned flags, struct file *ends[2])
{
    int error = unix_socket(type, protocol, flags, &ends[0]);

    if (error)
        return error;
    error = unix_socket(type, protocol, flags, &ends[1]);
    if (error) {
        file_put(ends[0]);
        return error;
    }
    unix_join(unix_of(ends[0]), unix_of(ends[1]));
    return 0;
}
