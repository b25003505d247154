/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* AF_NETLINK sockets: making, closing, names, readiness, options. */
#include "netlink.h"

#include <kernel/mm.h>
#include <kernel/process.h>
#include <linux/netlink.h>
#include <poll.h>
#include <string.h>

static struct netlink_socket *all;

static bool taken(uint32_t port)
{
    for (const struct netlink_socket *n = all; n; n = n->next)
        if (n->port == port)
            return true;
    return false;
}

/* As on Linux: the process' id, then what is none. */
void netlink_name(struct netlink_socket *n)
{
    uint32_t port = PROCESS_ID;

    if (n->port)
        return;
    if (taken(port))
        for (port = -4097; taken(port); port--)
            ;
    n->port = port;
}

/* Nothing is ever told to groups: who asks for them learns that. */
int netlink_decode(const struct sockaddr *name, socklen_t size, uint32_t *port)
{
    const struct sockaddr_nl *nl = (const struct sockaddr_nl *)name;

    if (size < sizeof(*nl) || nl->nl_family != AF_NETLINK)
        return -EINVAL;
    *port = nl->nl_pid;
    return nl->nl_groups ? -EOPNOTSUPP : 0;
}

int netlink_encode(uint32_t port, void *name)
{
    struct sockaddr_nl nl = {.nl_family = AF_NETLINK, .nl_pid = port};

    memcpy(name, &nl, sizeof(nl));
    return sizeof(nl);
}

static int bind_socket(struct file *f, const struct sockaddr *name,
                       socklen_t size)
{
    struct netlink_socket *n = netlink_of(f);
    uint32_t port;
    int error = netlink_decode(name, size, &port);

    if (error)
        return error;
    if (n->port)
        return port == n->port ? 0 : -EINVAL;
    if (port && taken(port))
        return -EADDRINUSE;
    n->port = port;
    netlink_name(n);
    return 0;
}

static int connect_socket(struct file *f, const struct sockaddr *name,
                          socklen_t size)
{
    struct netlink_socket *n = netlink_of(f);
    uint32_t port = 0;
    int error = 0;

    if (size < sizeof(name->sa_family))
        return -EINVAL;
    if (name->sa_family != AF_UNSPEC) {
        error = netlink_decode(name, size, &port);
        if (!error)
            netlink_name(n);
    }
    if (!error)
        n->peer = port;
    return error;
}

static int give_name(struct file *f, bool peer, struct sockaddr_storage *to)
{
    struct netlink_socket *n = netlink_of(f);

    return netlink_encode(peer ? n->peer : n->port, to);
}

static int shutdown_socket(struct file *f, int how)
{
    return -EOPNOTSUPP;
}

static int get(struct file *f, int level, int option,
               struct socket_option *value)
{
    return -ENOPROTOOPT;
}

static int set(struct file *f, int level, int option,
               const struct socket_option *value)
{
    return -ENOPROTOOPT;
}

static ssize_t read_file(struct file *f, void *buffer, size_t n, off_t *pos)
{
    struct iovec iov = {buffer, n};
    struct message m = message_of(&iov);

    return socket_receive(f, &m);
}

static ssize_t write_file(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    struct iovec iov = {(void *)buffer, n};
    struct message m = message_of(&iov);

    return socket_send(f, &m);
}

static short poll_file(struct file *f, struct poll_table *table)
{
    const struct netlink_socket *n = netlink_of(f);

    poll_wait(table, &netlink_of(f)->socket.wait);
    return POLLOUT | POLLWRNORM | (n->first ? POLLIN | POLLRDNORM : 0) |
           (n->socket.error ? POLLERR : 0);
}

static void release(struct file *f)
{
    struct netlink_socket *n = netlink_of(f), **at = &all;

    while (*at != n)
        at = &(*at)->next;
    *at = n->next;
    while (n->first)
        netlink_drop_first(n);
    kfree(n);
}

static const struct socket_ops netlink_ops = {
    .bind = bind_socket,
    .connect = connect_socket,
    .name = give_name,
    .send = netlink_send,
    .receive = netlink_receive,
    .shutdown = shutdown_socket,
    .get = get,
    .set = set,
};

static const struct file_ops netlink_file = {
    .read = read_file,
    .write = write_file,
    .poll = poll_file,
    .stat = socket_stat,
    .release = release,
    .socket = &netlink_ops,
};

int netlink_socket(int type, int protocol, unsigned flags, struct file **file)
{
    struct netlink_socket *n;

    if (type != SOCK_RAW && type != SOCK_DGRAM)
        return -ESOCKTNOSUPPORT;
    if (protocol != NETLINK_ROUTE)
        return -EPROTONOSUPPORT;
    n = kzalloc(sizeof(*n));
    *file = n ? file_new(&netlink_file, O_RDWR | flags, NULL) : NULL;
    if (!*file) {
        kfree(n);
        return -ENOMEM;
    }
    socket_init(&n->socket, AF_NETLINK, type, protocol);
    n->next = all;
    all = n;
    (*file)->private = n;
    return 0;
}
