/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Names on the disk: making, linking, renaming, removing. All that one call
 * changes is in one transaction, so after a cut of power it was done or not.
 */
#include "ext.h"

#include <string.h>
#include <unispec/syscalls.h>

#include "gate.h"

#pragma weak vfs_rename
#pragma weak vfs_unlink
#pragma weak vfs_rmdir
#pragma weak sys_link
#pragma weak sys_linkat

#define FAST_LINK 60
#define LINKS_MAX 32000

static int begin(struct vnode *v)
{
    return ext_begin(ext_node(v)->fs);
}

/* What a new inode has inside, before it gets a name. */
static int fill(struct ext_node *node, struct ext_node *dir, struct name target)
{
    struct ext *fs = node->fs;
    struct ext_buffer *b;
    uint32_t block;
    bool made;
    int error;

    if (S_ISDIR(node->v.mode)) {
        node->v.nlink = 2;
        return ext_make_dots(node, dir);
    }
    node->v.nlink = 1;
    if (!S_ISLNK(node->v.mode))
        return 0;
    if (target.length < FAST_LINK) {
        memcpy(node->pointers, target.text, target.length);
    } else {
        if (target.length > fs->block_size)
            return -ENAMETOOLONG;
        error = ext_map(node, 0, true, &block, &made);
        b = error ? NULL : ext_new(fs, block);
        if (!b)
            return error ? error : -EIO;
        memcpy(b->data, target.text, target.length);
    }
    node->v.size = (off_t)target.length;
    return 0;
}

/* The inode's place on the disk may hold an old one's rest. */
static int clear_inode(struct ext_node *node)
{
    struct ext_buffer *b;
    struct ext_inode *i = ext_inode(node->fs, (uint32_t)node->v.ino, &b);
    uint32_t generation;

    if (!i)
        return -EIO;
    generation = i->generation;
    memset(i, 0, node->fs->inode_size);
    i->generation = generation + 1;
    if (node->fs->inode_size >= sizeof(*i))
        i->extra_size = EXT_EXTRA;
    return 0;
}

static int make(struct ext_node *dir, mode_t mode, struct name target,
                struct ext_node **out)
{
    struct ext *fs = dir->fs;
    struct ext_node *node;
    uint32_t ino;
    int error = ext_alloc_inode(fs, (uint32_t)dir->v.ino, S_ISDIR(mode), &ino);

    if (error)
        return error;
    node = ext_node_new(fs, ino, mode);
    if (!node) {
        ext_free_inode(fs, ino, S_ISDIR(mode));
        return -ENOMEM;
    }
    error = clear_inode(node);
    if (!error)
        error = fill(node, dir, target);
    if (!error)
        error = ext_store(node);
    *out = node;
    return error;
}

int ext_create(struct vnode *parent, struct name name, mode_t mode, dev_t rdev,
               const char *target, struct vnode **out)
{
    struct ext_node *dir = ext_node(parent), *node = NULL;
    /* Before anything is changed: it may fault. */
    struct name text = {target, target ? strlen(target) : 0};
    int error = begin(parent);

    (void)rdev;
    if (!error && name.length == 0)
        error = -EOPNOTSUPP; /* O_TMPFILE */
    if (!error && S_ISDIR(mode) && parent->nlink >= LINKS_MAX)
        error = -EMLINK;
    if (parent->mode & S_ISGID && S_ISDIR(mode))
        mode |= S_ISGID;
    if (!error)
        error = make(dir, mode, text, &node);
    if (!error && parent->mode & S_ISGID)
        node->v.gid = parent->gid;
    if (!error)
        error = ext_add_entry(dir, name, node);
    if (error) {
        if (node) {
            node->v.nlink = 0; /* its end frees what it has */
            vnode_put(&node->v);
        }
        return error;
    }
    if (S_ISDIR(mode)) {
        ext_set_parent(node, dir);
        parent->nlink++;
        error = ext_store(dir);
    }
    *out = &node->v;
    return error ? error : ext_store(node);
}

static int add_link(struct vnode *dir, struct name name, struct vnode *node)
{
    int error = begin(dir);

    if (!error && node->nlink >= LINKS_MAX)
        error = -EMLINK;
    if (!error)
        error = ext_add_entry(ext_node(dir), name, ext_node(node));
    if (error)
        return error;
    node->nlink++;
    vnode_changed(node);
    return ext_store(ext_node(node));
}

int ext_link(struct vnode *dir, struct name name, struct vnode *node)
{
    if (!__unispec_reached(sys_link) && !__unispec_reached(sys_linkat))
        return -ENOSYS;
    return add_link(dir, name, node);
}

/* A name is gone; a directory has one only, and counted in its parent. */
static int name_gone(struct vnode *dir, struct vnode *node)
{
    int error = 0;

    vnode_changed(node);
    if (S_ISDIR(node->mode)) {
        node->nlink = 0;
        dir->nlink--;
        error = ext_store(ext_node(dir));
    } else {
        node->nlink--;
    }
    if (error)
        return error;
    return node->nlink ? ext_store(ext_node(node)) : ext_orphan(ext_node(node));
}

static int unlink_name(struct vnode *dir, struct name name, struct vnode *node)
{
    struct ext_place place;
    int error = begin(dir);

    if (!error)
        error = ext_find(ext_node(dir), name, &place);
    if (!error)
        error = ext_remove_entry(ext_node(dir), &place);
    return error ? error : name_gone(dir, node);
}

int ext_unlink(struct vnode *dir, struct name name, struct vnode *node)
{
    if (!__unispec_reached(vfs_unlink) && !__unispec_reached(vfs_rmdir))
        return -ENOSYS;
    return unlink_name(dir, name, node);
}

/* A directory went to another one: its ".." and the counts. */
static int set_parent(struct vnode *node, struct vnode *from, struct vnode *to)
{
    struct ext_place place;
    int error;

    if (!S_ISDIR(node->mode) || from == to)
        return 0;
    error = ext_find(ext_node(node), (struct name){"..", 2}, &place);
    if (!error)
        error = ext_set_entry(ext_node(node), &place, ext_node(to));
    if (error)
        return error;
    ext_set_parent(ext_node(node), ext_node(to));
    from->nlink--;
    to->nlink++;
    error = ext_store(ext_node(from));
    return error ? error : ext_store(ext_node(to));
}

/* Gives the name to the node. */
static int set_name(struct vnode *dir, struct name name, struct vnode *node)
{
    struct ext_place place;
    int error = ext_find(ext_node(dir), name, &place);

    return error ? error : ext_set_entry(ext_node(dir), &place, ext_node(node));
}

static int remove_name(struct vnode *dir, struct name name)
{
    struct ext_place place;
    int error = ext_find(ext_node(dir), name, &place);

    return error ? error : ext_remove_entry(ext_node(dir), &place);
}

static int swap(struct vnode *from_dir, struct name from, struct vnode *node,
                struct vnode *to_dir, struct name to, struct vnode *target)
{
    int error = set_name(from_dir, from, target);

    if (!error)
        error = set_name(to_dir, to, node);
    if (!error)
        error = set_parent(node, from_dir, to_dir);
    return error ? error : set_parent(target, to_dir, from_dir);
}

static int move(struct vnode *from_dir, struct name from, struct vnode *node,
                struct vnode *to_dir, struct name to, struct vnode *target)
{
    int error = target ? set_name(to_dir, to, node)
                       : ext_add_entry(ext_node(to_dir), to, ext_node(node));

    if (!error)
        error = remove_name(from_dir, from);
    if (!error && target)
        error = name_gone(to_dir, target);
    return error ? error : set_parent(node, from_dir, to_dir);
}

static int rename_name(struct vnode *from_dir, struct name from,
                       struct vnode *node, struct vnode *to_dir, struct name to,
                       struct vnode *target, bool exchange)
{
    int error = begin(from_dir);

    if (!error && from_dir != to_dir &&
        (from_dir->nlink >= LINKS_MAX || to_dir->nlink >= LINKS_MAX))
        error = -EMLINK;
    if (!error)
        error = exchange ? swap(from_dir, from, node, to_dir, to, target)
                         : move(from_dir, from, node, to_dir, to, target);
    if (error)
        return error;
    vnode_changed(node);
    return ext_store(ext_node(node));
}

int ext_rename(struct vnode *from_dir, struct name from, struct vnode *node,
               struct vnode *to_dir, struct name to, struct vnode *target,
               bool exchange)
{
    return GATED(vfs_rename, rename_name(from_dir, from, node, to_dir, to,
                                         target, exchange));
}
