/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * tmpfs and devtmpfs as mount(2) makes them: trees of ramfs of their own. The
 * options mode=, uid= and gid= count; limits of the size are taken, and memory
 * is the limit.
 */
#include "mount.h"
#include "ramfs.h"

#include <kernel/text.h>

/* A number of an option; false where it is none. */
static bool number(const char *text, const char *end, unsigned base,
                   unsigned *value)
{
    *value = 0;
    if (text == end)
        return false;
    for (; text < end; text++) {
        unsigned digit = (unsigned)*text - '0';

        if (digit >= base || __builtin_mul_overflow(*value, base, value) ||
            __builtin_add_overflow(*value, digit, value))
            return false;
    }
    return true;
}

static bool begins(const char **text, const char *name)
{
    size_t n = strlen(name);

    if (strncmp(*text, name, n))
        return false;
    *text += n;
    return true;
}

static int option(struct vnode *root, const char *text, const char *end)
{
    unsigned value;

    if (begins(&text, "mode=")) {
        if (!number(text, end, 8, &value) || value > 07777)
            return -EINVAL;
        root->mode = S_IFDIR | value;
    } else if (begins(&text, "uid=")) {
        if (!number(text, end, 10, &root->uid))
            return -EINVAL;
    } else if (begins(&text, "gid=")) {
        if (!number(text, end, 10, &root->gid))
            return -EINVAL;
    } else if (!begins(&text, "size=") && !begins(&text, "nr_inodes=") &&
               !begins(&text, "nr_blocks=")) {
        return -EINVAL;
    }
    return 0;
}

static int all_options(struct vnode *root, const char *text)
{
    int error = 0;

    while (*text && !error) {
        const char *end = text_find(text, ',');

        if (end != text)
            error = option(root, text, end);
        text = *end ? end + 1 : end;
    }
    return error;
}

/* The last reference to a root. */
static void drop(struct vnode *root)
{
    ramfs_dir(root)->parent = NULL; /* itself, which is no reference */
    vnode_put(root);
}

static int mount_tree(const char *options, unsigned long flags, mode_t mode,
                      struct vnode **root)
{
    int error;

    if (flags & MOUNT_READ_ONLY)
        return -EINVAL; /* nothing here would keep it */
    *root = ramfs_mount();
    if (!*root)
        return -ENOMEM;
    (*root)->dev = mount_dev();
    (*root)->mode = S_IFDIR | mode;
    error = all_options(*root, options);
    if (error)
        drop(*root);
    return error;
}

static int tmpfs_mount(const char *source, const char *options,
                       unsigned long flags, struct vnode **root)
{
    (void)source;
    return mount_tree(options, flags, 01777, root);
}

static int devtmpfs_mount(const char *source, const char *options,
                          unsigned long flags, struct vnode **root)
{
    int error = mount_tree(options, flags, 0755, root);

    (void)source;
    if (!error)
        ramfs_dir(*root)->devices = true;
    return error;
}

/* References to a node that its names and the folders in it have. */
static bool used(const struct vnode *node, unsigned folders)
{
    return node->refs > (S_ISDIR(node->mode) ? 1 : node->nlink) + folders;
}

static bool busy(struct vnode *dir)
{
    unsigned folders = 0;

    for (struct ramfs_entry *e = ramfs_dir(dir)->first; e; e = e->next) {
        if (S_ISDIR(e->node->mode)) {
            folders++;
            if (busy(e->node))
                return true;
        } else if (used(e->node, 0)) {
            return true;
        }
    }
    return used(dir, folders);
}

static void empty(struct vnode *dir)
{
    struct ramfs_entry *e;

    while ((e = ramfs_dir(dir)->first)) {
        if (S_ISDIR(e->node->mode))
            empty(e->node);
        ramfs_leave(ramfs_dir(dir), e->node);
        ramfs_remove(e);
    }
}

static int unmount(struct vnode *root)
{
    if (busy(root))
        return -EBUSY;
    empty(root);
    drop(root);
    return 0;
}

const struct mount_type mount_tmpfs = {tmpfs_mount, unmount},
                        mount_devtmpfs = {devtmpfs_mount, unmount};
