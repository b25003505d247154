/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Names of AF_UNIX sockets: paths, whose node leads to the socket, and abstract
 * ones, which begin with a zero byte. Bound sockets are in one list.
 */
#include <kernel/mm.h>
#include <kernel/text.h>
#include <string.h>

#include "unix.h"

static struct unix_socket *bound;

int unix_name_check(const struct sockaddr *address, socklen_t size)
{
    if (size <= UNIX_PATH_OFFSET || size > sizeof(struct sockaddr_un) ||
        address->sa_family != AF_UNIX)
        return -EINVAL;
    return 0;
}

static bool is_path(const struct unix_name *name)
{
    return name->address.sun_path[0];
}

/* A name with one reference; a path ends with a zero byte. */
static struct unix_name *new_name(const void *address, socklen_t size)
{
    struct unix_name *name = kzalloc(sizeof(*name) + 1);

    if (!name)
        return NULL;
    name->refs = 1;
    memcpy(&name->address, address, size);
    name->size = size;
    if (is_path(name))
        name->size =
            UNIX_PATH_OFFSET +
            text_length(name->address.sun_path, size - UNIX_PATH_OFFSET) + 1;
    return name;
}

static struct unix_socket *find_node(const struct vnode *node)
{
    struct unix_socket *u = bound;

    while (u && u->node != node)
        u = u->next_bound;
    return u;
}

/* Sockets of different types may have the same abstract name. */
static struct unix_socket *find_abstract(const void *address, socklen_t size,
                                         int type)
{
    struct unix_socket *u = bound;

    while (u && (u->socket.type != type || u->name->size != size ||
                 memcmp(&u->name->address, address, size)))
        u = u->next_bound;
    return u;
}

static int find_path(const char *path, struct unix_socket **found)
{
    struct vnode *node;
    int error = vfs_lookup(AT_FDCWD, path, PATH_FOLLOW, &node);

    if (error)
        return error;
    *found = S_ISSOCK(node->mode) ? find_node(node) : NULL;
    vnode_put(node);
    return 0;
}

int unix_find(const struct sockaddr *address, socklen_t size, int type,
              struct unix_socket **found)
{
    char path[sizeof(((struct sockaddr_un *)0)->sun_path) + 1] = "";
    int error = unix_name_check(address, size);

    if (error)
        return error;
    memcpy(path, address->sa_data, size - UNIX_PATH_OFFSET);
    if (path[0])
        error = find_path(path, found);
    else
        *found = find_abstract(address, size, type);
    if (error)
        return error;
    if (!*found)
        return -ECONNREFUSED;
    return (*found)->socket.type == type ? 0 : -EPROTOTYPE;
}

void unix_unbind(struct unix_socket *u)
{
    struct unix_socket **link = &bound;

    while (*link && *link != u)
        link = &(*link)->next_bound;
    if (!*link)
        return;
    *link = u->next_bound;
    vnode_put(u->node);
    u->node = NULL;
}

static int make_node(struct unix_socket *u, const struct unix_name *name)
{
    const char *path = name->address.sun_path;
    int error = vfs_make(AT_FDCWD, path, S_IFSOCK | (0777 & ~vfs_umask), NULL);

    if (error)
        return error == -EEXIST ? -EADDRINUSE : error;
    return vfs_lookup(AT_FDCWD, path, 0, &u->node);
}

/* An abstract name of five digits that nobody has. */
static struct unix_name *automatic_name(int type)
{
    static unsigned last;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const socklen_t size = UNIX_PATH_OFFSET + 6;

    do {
        unsigned number = ++last;

        for (int i = 5; i > 0; i--, number >>= 4)
            address.sun_path[i] = "0123456789abcdef"[number & 15];
    } while (find_abstract(&address, size, type));
    return new_name(&address, size);
}

static int enter(struct unix_socket *u, struct unix_name *name)
{
    int error = 0;

    if (is_path(name))
        error = make_node(u, name);
    else if (find_abstract(&name->address, name->size, u->socket.type))
        error = -EADDRINUSE;
    if (error) {
        unix_name_put(name);
        return error;
    }
    u->name = name;
    u->next_bound = bound;
    bound = u;
    return 0;
}

int unix_bind(struct file *f, const struct sockaddr *address, socklen_t size)
{
    struct unix_socket *u = unix_of(f);
    struct unix_name *name;
    int error;

    if (size == UNIX_PATH_OFFSET && address->sa_family == AF_UNIX) {
        if (u->name)
            return 0;
        name = automatic_name(u->socket.type);
    } else {
        error = unix_name_check(address, size);
        if (error)
            return error;
        if (u->name)
            return -EINVAL;
        name = new_name(address, size);
    }
    return name ? enter(u, name) : -ENOMEM;
}
