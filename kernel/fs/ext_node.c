/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Nodes of the disk file system: one for each inode that is in use. An inode
 * without a name is in the disk's list of orphans as long as somebody has it
 * open, so that it is freed after a cut of power, too.
 */
#include "ext.h"

#include <string.h>

#define FAST_LINK 60 /* shorter texts of links are in the inode */
#define FIRST_INODE 11
#define ATTRIBUTES_MAGIC 0xea020000u

static struct ext_node *make(struct ext *fs, uint32_t ino)
{
    struct ext_node *node = kzalloc(sizeof(*node));

    if (!node)
        return NULL;
    vnode_init(&node->v, &ext_ops, 0);
    node->v.ino = ino;
    node->v.dev = fs->dev;
    node->fs = fs;
    return node;
}

static void insert(struct ext *fs, struct ext_node *node)
{
    node->next = fs->nodes;
    fs->nodes = node;
    fs->node_count++;
}

struct ext_node *ext_node_new(struct ext *fs, uint32_t ino, mode_t mode)
{
    struct ext_node *node = make(fs, ino);

    if (!node)
        return NULL;
    node->v.mode = mode;
    insert(fs, node);
    return node;
}

static bool is_above(const struct ext_node *node, const struct ext_node *dir)
{
    for (; dir != node; dir = dir->parent)
        if (dir == dir->parent)
            return false;
    return true;
}

void ext_set_parent(struct ext_node *node, struct ext_node *dir)
{
    struct ext_node *old = node->parent;

    if (old == dir)
        return;
    node->parent = ext_node(vnode_get(&dir->v));
    if (old)
        vnode_put(&old->v);
}

/* A directory must not lead to one that it is in, whatever the disk says. */
static int place(struct ext_node *node, struct ext_node *dir)
{
    if (!S_ISDIR(node->v.mode))
        return 0;
    if (!dir)
        node->parent = node;
    else if (is_above(node, dir))
        return -EIO;
    else
        ext_set_parent(node, dir);
    return 0;
}

int ext_node_get(struct ext *fs, uint32_t ino, struct ext_node *dir,
                 struct vnode **out)
{
    struct ext_node *node = fs->nodes;
    int error = 0;

    if (ino < FIRST_INODE && ino != EXT_ROOT)
        return -EIO; /* the file system's own */
    while (node && node->v.ino != ino)
        node = node->next;
    if (node) {
        vnode_get(&node->v);
    } else {
        node = make(fs, ino);
        if (!node)
            return -ENOMEM;
        error = ext_load(node);
        if (!error && (!node->v.nlink || !(node->v.mode & S_IFMT)))
            error = -EIO;
        if (error) {
            kfree(node);
            return error;
        }
        insert(fs, node);
    }
    error = place(node, dir);
    if (error)
        vnode_put(&node->v);
    else
        *out = &node->v;
    return error;
}

int ext_lookup(struct vnode *dir, struct name name, struct vnode **node)
{
    struct ext *fs = ext_node(dir)->fs;
    struct ext_place found;
    int error = ext_enter(fs);

    if (!error)
        error = ext_find(ext_node(dir), name, &found);
    return error ? error
                 : ext_node_get(fs, found.entry->ino, ext_node(dir), node);
}

int ext_orphan(struct ext_node *node)
{
    struct ext *fs = node->fs;
    struct ext_buffer *b;
    struct ext_super *s = ext_super(fs, &b);

    if (!s)
        return -EIO;
    node->orphan = s->last_orphan;
    s->last_orphan = (uint32_t)node->v.ino;
    ext_dirty(fs, b);
    node->orphan_next = fs->orphans;
    fs->orphans = node;
    return ext_store(node);
}

static int leave_orphans(struct ext_node *node)
{
    struct ext *fs = node->fs;
    struct ext_node *before = fs->orphans;
    struct ext_buffer *b;
    struct ext_super *s;

    if (before == node) {
        s = ext_super(fs, &b);
        if (!s)
            return -EIO;
        s->last_orphan = node->orphan;
        ext_dirty(fs, b);
        fs->orphans = node->orphan_next;
        return 0;
    }
    while (before && before->orphan_next != node)
        before = before->orphan_next;
    if (!before)
        return 0; /* never was one */
    before->orphan_next = node->orphan_next;
    before->orphan = node->orphan;
    return ext_store(before);
}

/* Extended attributes of the host, which inodes may share. */
static int drop_attributes(struct ext_node *node)
{
    struct ext *fs = node->fs;
    struct ext_buffer *ib, *b;
    struct ext_inode *i = ext_inode(fs, (uint32_t)node->v.ino, &ib);
    uint32_t *head;

    if (!i || !i->acl)
        return i ? 0 : -EIO;
    b = ext_get(fs, i->acl);
    head = b ? (uint32_t *)b->data : NULL;
    if (!head || head[0] != ATTRIBUTES_MAGIC)
        return -EIO;
    if (--head[1])
        ext_dirty(fs, b);
    else
        ext_free_block(fs, i->acl, true);
    i->acl = 0;
    node->sectors -= fs->block_size / 512;
    return 0;
}

static bool has_blocks(const struct ext_node *node)
{
    mode_t mode = node->v.mode;

    return S_ISREG(mode) || S_ISDIR(mode) ||
           (S_ISLNK(mode) && node->v.size >= FAST_LINK);
}

int ext_destroy(struct ext_node *node)
{
    struct ext *fs = node->fs;
    int error = ext_begin(fs);

    if (!error)
        error = leave_orphans(node);
    if (!error)
        error = drop_attributes(node);
    if (!error && has_blocks(node))
        error = ext_cut(node, 0);
    if (error)
        return error;
    node->orphan = (uint32_t)vfs_now().tv_sec; /* when it was deleted */
    node->v.size = 0;
    error = ext_store(node);
    return error ? error
                 : ext_free_inode(fs, (uint32_t)node->v.ino,
                                  S_ISDIR(node->v.mode));
}

static void release(struct vnode *v)
{
    struct ext_node *node = ext_node(v), **at = &node->fs->nodes;

    if (v->nlink == 0)
        ext_destroy(node);
    while (*at != node)
        at = &(*at)->next;
    *at = node->next;
    node->fs->node_count--;
    if (node->parent && node->parent != node)
        vnode_put(&node->parent->v);
    kfree(node->target);
    kfree(node);
}

static struct vnode *parent(struct vnode *dir)
{
    return &ext_node(dir)->parent->v;
}

static bool name_of(struct vnode *dir, struct vnode *child, struct name *name)
{
    struct ext_place found;

    if (ext_find_ino(ext_node(dir), (uint32_t)child->ino, &found))
        return false;
    *name = (struct name){found.entry->name, found.entry->length};
    return true;
}

static blkcnt_t blocks(struct vnode *v)
{
    return ext_node(v)->sectors;
}

/* A long text is in a block of metadata. */
static int read_target(struct ext_node *node, char *text, size_t size)
{
    struct ext_buffer *b = NULL;
    uint32_t block;
    bool made;
    int error = ext_map(node, 0, false, &block, &made);

    if (!error && size <= node->fs->block_size)
        b = ext_get(node->fs, block);
    if (!b)
        return error ? error : -EIO;
    memcpy(text, b->data, size);
    return 0;
}

static const char *target(struct vnode *v)
{
    struct ext_node *node = ext_node(v);
    size_t size = (size_t)v->size;
    char *text;
    int error = 0;

    if (node->target || size >= VFS_PATH_MAX || !size)
        return node->target;
    text = kzalloc(size + 1);
    if (!text)
        return NULL;
    if (size < FAST_LINK)
        memcpy(text, node->pointers, size);
    else
        error = read_target(node, text, size);
    if (error || strlen(text) != size) {
        kfree(text);
        return NULL;
    }
    return node->target = text;
}

static int set(struct vnode *v, const struct vnode_attributes *a, unsigned what)
{
    int error = ext_begin(ext_node(v)->fs);

    if (error)
        return error;
    vnode_assign(v, a, what);
    return ext_store(ext_node(v));
}

const struct vnode_ops ext_ops = {
    .lookup = ext_lookup,
    .create = ext_create,
    .link = ext_link,
    .unlink = ext_unlink,
    .empty = ext_empty,
    .rename = ext_rename,
    .parent = parent,
    .name_of = name_of,
    .iterate = ext_list,
    .target = target,
    .truncate = ext_truncate,
    .blocks = blocks,
    .open = ext_open,
    .statfs = ext_statfs,
    .set = set,
    .release = release,
    .lists_dots = true,
};
