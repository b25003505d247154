/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Directories of ramfs: lookup, listing, the way up. The slots that change a
 * directory are in files of their own, behind gates.
 */
#include "ramfs.h"

#include <unispec/syscalls.h>

#include "device.h"
#include "gate.h"

#pragma weak vfs_rename
#pragma weak vfs_unlink
#pragma weak vfs_rmdir
#pragma weak sys_link
#pragma weak sys_linkat

static int fill(struct ramfs_dir *dir)
{
    if (!dir->devices)
        return 0;
    dir->devices = false;
    return device_make_nodes(&dir->v);
}

static int dir_lookup(struct vnode *dir, struct name name, struct vnode **node)
{
    struct ramfs_entry *e;
    int error = fill(ramfs_dir(dir));

    if (error)
        return error;
    e = ramfs_find(ramfs_dir(dir), name);
    if (!e)
        return -ENOENT;
    *node = vnode_get(e->node);
    return 0;
}

static struct vnode *dir_parent(struct vnode *dir)
{
    return &ramfs_dir(dir)->parent->v;
}

static bool dir_name_of(struct vnode *dir, struct vnode *child,
                        struct name *name)
{
    struct ramfs_entry *e = ramfs_dir(dir)->first;

    while (e && e->node != child)
        e = e->next;
    if (!e)
        return false;
    *name = (struct name){e->text, e->length};
    return true;
}

static off_t dir_iterate(struct file *f, off_t at, dirent_sink *sink,
                         void *context)
{
    struct ramfs_dir *dir = ramfs_dir(f->vnode);
    struct ramfs_entry *e;

    fill(dir);
    e = dir->first;
    while (e && e->cookie < at)
        e = e->next;
    for (; e; e = e->next) {
        if (!sink(context, e->text, e->length, e->node->ino, e->node->mode,
                  e->cookie + 1))
            return e->cookie;
        at = e->cookie + 1;
    }
    return at;
}

static ssize_t dir_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    (void)f, (void)buffer, (void)n, (void)pos;
    return -EISDIR;
}

static off_t dir_seek(struct file *f, off_t offset, int whence)
{
    if (whence == SEEK_CUR)
        offset += f->offset;
    else if (whence != SEEK_SET)
        return -EINVAL;
    return offset < 0 ? -EINVAL : offset;
}

static const struct file_ops dir_io = {
    .read = dir_read,
    .seek = dir_seek,
};

static int dir_open(struct vnode *v, unsigned flags, struct file **file)
{
    *file = file_new(&dir_io, flags, vnode_get(v));
    return *file ? 0 : -ENOMEM;
}

static int dir_link(struct vnode *dir, struct name name, struct vnode *node)
{
    if (!__unispec_reached(sys_link) && !__unispec_reached(sys_linkat))
        return -ENOSYS;
    return ramfs_add_link(dir, name, node);
}

static int dir_unlink(struct vnode *dir, struct name name, struct vnode *node)
{
    if (!__unispec_reached(vfs_unlink) && !__unispec_reached(vfs_rmdir))
        return -ENOSYS;
    return ramfs_unlink(dir, name, node);
}

static int dir_rename(struct vnode *from_dir, struct name from,
                      struct vnode *node, struct vnode *to_dir, struct name to,
                      struct vnode *target, bool exchange)
{
    return GATED(vfs_rename, ramfs_rename(from_dir, from, node, to_dir, to,
                                          target, exchange));
}

static bool dir_empty(struct vnode *dir)
{
    return !ramfs_dir(dir)->first && !ramfs_dir(dir)->devices;
}

static void release(struct vnode *v)
{
    if (ramfs_dir(v)->parent)
        vnode_put(&ramfs_dir(v)->parent->v);
    kfree(v);
}

const struct vnode_ops ramfs_dir_ops = {
    .lookup = dir_lookup,
    .create = ramfs_create,
    .link = dir_link,
    .unlink = dir_unlink,
    .empty = dir_empty,
    .rename = dir_rename,
    .parent = dir_parent,
    .name_of = dir_name_of,
    .iterate = dir_iterate,
    .open = dir_open,
    .statfs = ramfs_statfs,
    .release = release,
};
