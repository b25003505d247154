/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Path lookup with the rules of path_resolution(7). A path is walked one
 * component at a time from the root, the working directory or a directory
 * descriptor; a symbolic link on the way is walked recursively from where it
 * stands, at most 40 of them per lookup (ELOOP).
 *
 * The directory and the node of the result are references, and so is the link
 * whose text holds the last name. The caller is the superuser, so search
 * permission is not checked.
 */
#include <kernel/text.h>
#include <kernel/vfs.h>
#include <string.h>

#include "mount.h"
#include "pseudofs.h"

/* The text of a link on the way; its own last component is not the result's. */
#define PATH_INNER 0x100

static int walk(struct path *p, const char *text, unsigned flags, int *links);

static int follow_text(struct path *p, struct vnode *link, unsigned flags,
                       int *links)
{
    const char *target;

    if (++*links > VFS_SYMLINK_MAX)
        return -ELOOP;
    target = link->ops->target(link);
    return target ? walk(p, target, flags | PATH_FOLLOW, links) : -EIO;
}

/* Replaces the link p->node by what it leads to, as a text from p->dir. */
static int follow(struct path *p, unsigned flags, int *links)
{
    struct vnode *link = p->node;
    int error = 1;

    p->node = NULL;
    if (pseudo_wanted() && link->ops->jump)
        error = link->ops->jump(link, &p->node);
    if (error > 0)
        error = follow_text(p, link, flags, links);
    if (!(flags & PATH_INNER) && !p->holder)
        p->holder = link;
    else
        vnode_put(link);
    return error;
}

/* Finds the node that the name p->name has in p->dir; none is no error. */
static int find(struct path *p)
{
    struct name name = p->name;
    int error;

    if (!S_ISDIR(p->dir->mode))
        return -ENOTDIR;
    if (name.length > VFS_NAME_MAX)
        return -ENAMETOOLONG;
    p->last = PATH_NAME;
    if (name.text[0] == '.' && name.length == 1) {
        p->last = PATH_DOT;
        p->node = vnode_get(p->dir);
        return 0;
    }
    if (name.text[0] == '.' && name.text[1] == '.' && name.length == 2) {
        p->last = PATH_DOTDOT;
        p->node = vnode_get(mount_parent(p->dir));
        return 0;
    }
    error = p->dir->ops->lookup(p->dir, name, &p->node);
    if (MOUNTS && !error)
        p->node = mount_cross(p->node);
    return error == -ENOENT ? 0 : error;
}

/* Makes the node, which may be a link, the directory of what follows. */
static int descend(struct path *p, int *links)
{
    int error;

    if (p->node && S_ISLNK(p->node->mode)) {
        error = follow(p, PATH_INNER, links);
        if (error)
            return error;
    }
    if (!p->node)
        return -ENOENT;
    vnode_put(p->dir);
    p->dir = p->node;
    p->node = NULL;
    return 0;
}

/* The last component has been found: links at the end, and the slash. */
static int finish(struct path *p, unsigned flags, bool slash, int *links)
{
    bool strict = slash && !(flags & PATH_KEEP_LINK);
    int error;

    p->slash = slash;
    if (p->node && S_ISLNK(p->node->mode) &&
        ((flags & PATH_FOLLOW) || strict)) {
        error = follow(p, flags & ~PATH_EMPTY, links);
        if (error)
            return error;
        p->slash |= slash;
    }
    return strict && p->node && !S_ISDIR(p->node->mode) ? -ENOTDIR : 0;
}

static const char *skip_slashes(const char *text)
{
    while (*text == '/')
        text++;
    return text;
}

/* Walks on from p->dir. On failure p still owns what it refers to. */
static int walk(struct path *p, const char *text, unsigned flags, int *links)
{
    int error;

    if (*text == '/') {
        vnode_put(p->dir);
        p->dir = vnode_get(vfs_root());
        text = skip_slashes(text);
        if (!*text) {
            p->last = PATH_ROOT;
            p->node = vnode_get(p->dir);
            return 0;
        }
    }
    for (;;) {
        const char *end = text_find(text, '/'), *next = skip_slashes(end);

        p->name = (struct name){text, end - text};
        error = find(p);
        if (error)
            return error;
        if (!*next)
            return finish(p, flags, *end == '/', links);
        error = descend(p, links);
        if (error)
            return error;
        text = next;
    }
}

/* A reference to the node behind a directory argument. */
static int start(int dirfd, struct vnode **node)
{
    struct file *f;

    if (dirfd == AT_FDCWD) {
        *node = vnode_get(vfs_cwd());
        return 0;
    }
    f = fd_get_any(dirfd);
    if (!f)
        return -EBADF;
    if (!f->vnode)
        return -ENOTDIR;
    *node = vnode_get(f->vnode);
    return 0;
}

int path_lookup(int dirfd, const char *text, unsigned flags, struct path *p)
{
    int links = 0, error = 0;

    memset(p, 0, sizeof(*p));
    if (text_length(text, VFS_PATH_MAX) == VFS_PATH_MAX)
        return -ENAMETOOLONG;
    if (!*text) {
        p->last = PATH_DOT;
        return flags & PATH_EMPTY ? start(dirfd, &p->node) : -ENOENT;
    }
    if (*text == '/')
        p->dir = vnode_get(vfs_root());
    else
        error = start(dirfd, &p->dir);
    if (!error)
        error = walk(p, text, flags, &links);
    if (!error && !p->node && !(flags & PATH_MAY_MISS))
        error = -ENOENT;
    if (error)
        path_put(p);
    return error;
}

void path_put(struct path *p)
{
    vnode_put(p->node);
    vnode_put(p->dir);
    vnode_put(p->holder);
}

int vfs_lookup(int dirfd, const char *text, unsigned flags, struct vnode **node)
{
    struct path p;
    int error = path_lookup(dirfd, text, flags & ~PATH_MAY_MISS, &p);

    if (error)
        return error;
    *node = vnode_get(p.node);
    path_put(&p);
    return 0;
}
