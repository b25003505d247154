/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Nodes of /proc and /sys. There is no tree: a node knows an entry of the table
 * and how much of its path leads to it; lookup and listing go over the table.
 * Nodes are made by each lookup; their numbers tell which are the same.
 */
#include "../pseudofs.h"

#include <kernel/mm.h>
#include <kernel/panic.h>
#include <kernel/text.h>
#include <string.h>
#include <sys/statfs.h>

#include "../mount.h"

#define NUMBER_BITS 32 /* of inode numbers and of cookies */
#define FIRST_COOKIE 2 /* after "." and ".." */

static const struct vnode_ops dir_ops, file_ops, link_ops;

/* The component of the entry's path below the directory; length 0: none. */
static struct name component(const struct pseudo_node *dir,
                             const struct pseudo_entry *e)
{
    const char *text = e->path + dir->length;

    if (dir->length) {
        if (strncmp(e->path, dir->entry->path, dir->length) || *text != '/')
            return (struct name){text, 0};
        text++;
    }
    return (struct name){text, text_find(text, '/') - text};
}

static bool is_number(struct name name)
{
    return name.length == 1 && *name.text == '#';
}

static bool same(struct name a, struct name b)
{
    return a.length == b.length && !memcmp(a.text, b.text, a.length);
}

/* A number as the listing writes it, or -1. */
static int parse(struct name name)
{
    int value = 0;

    if (!name.length || (*name.text == '0' && name.length > 1))
        return -1;
    for (size_t i = 0; i < name.length; i++) {
        unsigned digit = (unsigned)name.text[i] - '0';

        if (digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, (int)digit, &value))
            return -1;
    }
    return value;
}

static mode_t mode_of(const struct pseudo_entry *e, size_t length)
{
    if (e->path[length])
        return S_IFDIR | 0555;
    return e->mode & S_IFMT ? e->mode : S_IFREG | e->mode;
}

static struct vnode *new_node(const struct pseudo_fs *fs,
                              const struct pseudo_entry *e, size_t length,
                              int number)
{
    struct pseudo_node *n = kzalloc(sizeof(*n));
    mode_t mode = mode_of(e, length);

    if (!n)
        return NULL;
    vnode_init(&n->v,
               S_ISDIR(mode)   ? &dir_ops
               : S_ISLNK(mode) ? &link_ops
                               : &file_ops,
               mode);
    n->v.nlink = S_ISDIR(mode) ? 2 : 1;
    n->v.dev = fs->dev;
    n->v.ino = ((ino_t)(e - fs->entries) << 8 | length) << NUMBER_BITS |
               (unsigned)number;
    n->v.size = S_ISREG(mode) ? fs->file_size : 0;
    n->fs = fs;
    n->entry = e;
    n->length = length;
    n->number = e->number && !e->path[length] ? e->number : number;
    return &n->v;
}

struct vnode *pseudo_mount(struct pseudo_fs *fs)
{
    struct vnode *root;

    if (!fs->dev)
        fs->dev = mount_dev();
    root = new_node(fs, fs->entries, 0, 0);
    if (root) {
        root->ino = 1;
        pseudo_node(root)->parent = pseudo_node(root);
    }
    return root;
}

static bool matches(const struct pseudo_entry *e, struct name part,
                    struct name name, int *number)
{
    int value;

    if (!is_number(part))
        return same(part, name);
    value = parse(name);
    if (value < 0 || e->next(value) != value)
        return false;
    *number = value;
    return true;
}

static int dir_lookup(struct vnode *v, struct name name, struct vnode **node)
{
    struct pseudo_node *dir = pseudo_node(v);

    for (unsigned i = 0; i < dir->fs->count; i++) {
        const struct pseudo_entry *e = &dir->fs->entries[i];
        struct name part = component(dir, e);
        int number = dir->number;

        if (!part.length || !matches(e, part, name, &number))
            continue;
        *node = new_node(dir->fs, e, part.text + part.length - e->path, number);
        if (!*node)
            return -ENOMEM;
        pseudo_node(*node)->parent = pseudo_node(vnode_get(v));
        return 0;
    }
    return -ENOENT;
}

/* Another entry before this one has the same component there. */
static bool listed(const struct pseudo_node *dir, unsigned i, struct name part)
{
    while (i--)
        if (same(component(dir, &dir->fs->entries[i]), part))
            return true;
    return false;
}

struct listing {
    const struct pseudo_node *dir;
    dirent_sink *sink;
    void *context;
    off_t at;
};

static bool list_one(struct listing *l, unsigned i, struct name name,
                     size_t length, int number)
{
    const struct pseudo_entry *e = &l->dir->fs->entries[i];
    ino_t ino = ((ino_t)i << 8 | length) << NUMBER_BITS | (unsigned)number;

    l->at = ((off_t)i << NUMBER_BITS | (unsigned)number) + FIRST_COOKIE;
    if (!l->sink(l->context, name.text, name.length, ino, mode_of(e, length),
                 l->at + 1))
        return false;
    l->at++;
    return true;
}

static bool list_numbers(struct listing *l, unsigned i, size_t length, int from)
{
    const struct pseudo_entry *e = &l->dir->fs->entries[i];
    char text[12];

    while ((from = e->next(from)) >= 0) {
        struct name name = {text, kformat(text, sizeof(text), "%d", from)};

        if (!list_one(l, i, name, length, from++))
            return false;
    }
    return true;
}

static off_t dir_iterate(struct file *f, off_t at, dirent_sink *sink,
                         void *context)
{
    struct listing l = {pseudo_node(f->vnode), sink, context, at};
    off_t from = at - FIRST_COOKIE;

    for (unsigned i = from >> NUMBER_BITS; i < l.dir->fs->count; i++) {
        struct name part = component(l.dir, &l.dir->fs->entries[i]);
        size_t length = part.text + part.length - l.dir->fs->entries[i].path;
        int first = i == from >> NUMBER_BITS ? (int)from : 0;

        if (!part.length || listed(l.dir, i, part))
            continue;
        if (is_number(part)
                ? !list_numbers(&l, i, length, first)
                : !first && !list_one(&l, i, part, length, l.dir->number))
            return l.at;
    }
    return ((off_t)l.dir->fs->count << NUMBER_BITS) + FIRST_COOKIE;
}

static struct vnode *dir_parent(struct vnode *dir)
{
    return &pseudo_node(dir)->parent->v;
}

/* A number has no text of its own: the one that was asked for last. */
static bool dir_name_of(struct vnode *v, struct vnode *child, struct name *name)
{
    static char text[12];
    struct pseudo_node *n = pseudo_node(child);

    *name = component(pseudo_node(v), n->entry);
    name->length = n->entry->path + n->length - name->text;
    if (is_number(*name))
        *name =
            (struct name){text, kformat(text, sizeof(text), "%d", n->number)};
    return true;
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

static int dir_open(struct vnode *v, unsigned flags, struct file **file)
{
    static const struct file_ops io = {.read = dir_read, .seek = dir_seek};

    *file = file_new(&io, flags, vnode_get(v));
    return *file ? 0 : -ENOMEM;
}

static int dir_create(struct vnode *dir, struct name name, mode_t mode,
                      dev_t rdev, const char *target, struct vnode **node)
{
    (void)name, (void)rdev, (void)target, (void)node;
    if (pseudo_node(dir)->fs == &proc_fs)
        return -ENOENT;
    return S_ISDIR(mode) ? -EPERM : -EACCES;
}

/* Linux looks for the new name first, and /proc has no other names. */
static int dir_link(struct vnode *dir, struct name name, struct vnode *node)
{
    (void)name, (void)node;
    return pseudo_node(dir)->fs == &proc_fs ? -ENOENT : -EPERM;
}

static bool dir_empty(struct vnode *dir)
{
    (void)dir;
    return true; /* the error is unlink's */
}

static int dir_unlink(struct vnode *dir, struct name name, struct vnode *node)
{
    (void)dir, (void)name, (void)node;
    return -EPERM;
}

static int dir_rename(struct vnode *from_dir, struct name from,
                      struct vnode *node, struct vnode *to_dir, struct name to,
                      struct vnode *target, bool exchange)
{
    (void)from_dir, (void)from, (void)exchange;
    return target ? -EPERM : dir_link(to_dir, to, node);
}

static const char *link_target(struct vnode *v)
{
    struct pseudo_node *n = pseudo_node(v);
    struct pseudo_text text = {0};

    if (n->target)
        return n->target;
    pseudo_show(n, &text);
    pseudo_add(&text, "", 1);
    if (text.failed) {
        kfree(text.bytes);
        return NULL;
    }
    return n->target = text.bytes;
}

static int link_jump(struct vnode *v, struct vnode **node)
{
    const struct pseudo_entry *e = pseudo_node(v)->entry;

    return e->jump ? e->jump(pseudo_node(v)->number, node) : 1;
}

static int truncate(struct vnode *v, off_t size)
{
    (void)v, (void)size;
    return 0; /* as every O_TRUNC of a shell's redirection wants it */
}

static void fill_statfs(struct vnode *v, struct statfs *st)
{
    st->f_type = pseudo_node(v)->fs->magic;
    st->f_bsize = st->f_frsize = PAGE_SIZE;
    st->f_namelen = VFS_NAME_MAX;
}

static void release(struct vnode *v)
{
    struct pseudo_node *n = pseudo_node(v);

    if (n->parent && n->parent != n)
        vnode_put(&n->parent->v);
    kfree(n->target);
    kfree(n);
}

static const struct vnode_ops dir_ops = {
    .lookup = dir_lookup,
    .create = dir_create,
    .link = dir_link,
    .unlink = dir_unlink,
    .empty = dir_empty,
    .rename = dir_rename,
    .parent = dir_parent,
    .name_of = dir_name_of,
    .iterate = dir_iterate,
    .open = dir_open,
    .statfs = fill_statfs,
    .release = release,
};

static const struct vnode_ops file_ops = {
    .truncate = truncate,
    .open = pseudo_open,
    .statfs = fill_statfs,
    .release = release,
};

static const struct vnode_ops link_ops = {
    .target = link_target,
    .jump = link_jump,
    .statfs = fill_statfs,
    .release = release,
};
