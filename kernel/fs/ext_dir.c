/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Directories: blocks full of entries, each as long as it says; one of inode 0
 * is free. A directory with a hash tree is read as the plain one that it also
 * is, and becomes only that with the first change (the tree's mark goes).
 */
#include "ext.h"

#include <string.h>

#define ENTRY_HEAD 8

static size_t need(size_t length)
{
    return (ENTRY_HEAD + length + 3) & ~3ul;
}

static struct ext_buffer *dir_block(struct ext_node *dir, uint64_t index)
{
    uint32_t block;
    bool made;

    if (ext_map(dir, index, false, &block, &made) || !block)
        return NULL;
    return ext_get(dir->fs, block);
}

/* The entry at an offset of a block, or NULL where it makes no sense. */
static struct ext_entry *entry_at(const struct ext *fs, struct ext_buffer *b,
                                  unsigned offset)
{
    struct ext_entry *e = (struct ext_entry *)(b->data + offset);

    if (offset + ENTRY_HEAD > fs->block_size || e->size % 4 ||
        e->size < ENTRY_HEAD || e->size > fs->block_size - offset ||
        need(e->length) > e->size || (e->ino && !e->length) ||
        e->ino > fs->inodes)
        return NULL;
    return e;
}

typedef bool entry_test(const struct ext_entry *, const void *what);

static int search(struct ext_node *dir, entry_test *test, const void *what,
                  struct ext_place *place)
{
    const struct ext *fs = dir->fs;
    uint64_t blocks = (uint64_t)dir->v.size / fs->block_size;

    for (uint64_t i = 0; i < blocks; i++) {
        struct ext_buffer *b = dir_block(dir, i);
        struct ext_entry *e, *previous = NULL;

        for (unsigned at = 0; b && at < fs->block_size; at += e->size) {
            e = entry_at(fs, b, at);
            if (!e)
                return -EIO;
            if (test(e, what)) {
                *place = (struct ext_place){b, e, previous};
                return 0;
            }
            previous = e;
        }
        if (!b)
            return -EIO;
    }
    return -ENOENT;
}

static bool has_name(const struct ext_entry *e, const void *what)
{
    const struct name *name = what;

    return e->ino && e->length == name->length &&
           memcmp(e->name, name->text, name->length) == 0;
}

static bool is_dots(const struct ext_entry *e)
{
    return e->name[0] == '.' &&
           (e->length == 1 || (e->length == 2 && e->name[1] == '.'));
}

static bool has_ino(const struct ext_entry *e, const void *what)
{
    return e->ino == *(const uint32_t *)what && !is_dots(e);
}

static bool is_other(const struct ext_entry *e, const void *what)
{
    (void)what;
    return e->ino && !is_dots(e);
}

static bool has_room(const struct ext_entry *e, const void *what)
{
    size_t used = e->ino ? need(e->length) : 0;

    return e->size - used >= *(const size_t *)what;
}

int ext_find(struct ext_node *dir, struct name name, struct ext_place *place)
{
    return search(dir, has_name, &name, place);
}

int ext_find_ino(struct ext_node *dir, uint32_t ino, struct ext_place *place)
{
    return search(dir, has_ino, &ino, place);
}

bool ext_empty(struct vnode *v)
{
    struct ext_place place;

    return search(ext_node(v), is_other, NULL, &place) == -ENOENT;
}

static uint8_t type_of(mode_t mode)
{
    static const uint8_t types[16] = {0, 5, 3, 0, 2, 0, 4, 0,
                                      1, 0, 7, 0, 6, 0, 0, 0};

    return types[(mode & S_IFMT) >> 12];
}

static mode_t mode_of(uint8_t type)
{
    static const mode_t modes[8] = {0,       S_IFREG, S_IFDIR,  S_IFCHR,
                                    S_IFBLK, S_IFIFO, S_IFSOCK, S_IFLNK};

    return type < 8 ? modes[type] : 0;
}

static void fill(struct ext_entry *e, size_t size, struct name name,
                 const struct ext_node *node)
{
    e->ino = (uint32_t)node->v.ino;
    e->size = (uint16_t)size;
    e->length = (uint8_t)name.length;
    e->type = type_of(node->v.mode);
    memcpy(e->name, name.text, name.length);
}

/* The directory's own inode changes with every entry. */
static int changed(struct ext_node *dir, struct ext_buffer *b)
{
    ext_dirty(dir->fs, b);
    dir->flags &= ~EXT_INDEXED;
    vnode_modified(&dir->v);
    return ext_store(dir);
}

static int add_block(struct ext_node *dir, struct ext_buffer **b)
{
    struct ext *fs = dir->fs;
    uint32_t block;
    bool made;
    int error = ext_map(dir, (uint64_t)dir->v.size / fs->block_size, true,
                        &block, &made);

    if (error)
        return error;
    *b = ext_new(fs, block);
    if (!*b)
        return -EIO;
    ((struct ext_entry *)(*b)->data)->size = (uint16_t)fs->block_size;
    dir->v.size += fs->block_size;
    return 0;
}

int ext_add_entry(struct ext_node *dir, struct name name,
                  const struct ext_node *node)
{
    size_t wanted = need(name.length), used;
    struct ext_place place;
    struct ext_entry *e;
    int error = search(dir, has_room, &wanted, &place);

    if (error == -ENOENT) {
        error = add_block(dir, &place.buffer);
        place.entry = error ? NULL : (struct ext_entry *)place.buffer->data;
    }
    if (error)
        return error;
    e = place.entry;
    if (e->ino) {
        used = need(e->length);
        wanted = e->size - used;
        e->size = (uint16_t)used;
        e = (struct ext_entry *)((char *)e + used);
    } else {
        wanted = e->size;
    }
    fill(e, wanted, name, node);
    return changed(dir, place.buffer);
}

int ext_remove_entry(struct ext_node *dir, struct ext_place *place)
{
    if (place->previous)
        place->previous->size += place->entry->size;
    else
        place->entry->ino = 0;
    return changed(dir, place->buffer);
}

int ext_set_entry(struct ext_node *dir, struct ext_place *place,
                  const struct ext_node *node)
{
    place->entry->ino = (uint32_t)node->v.ino;
    place->entry->type = type_of(node->v.mode);
    return changed(dir, place->buffer);
}

int ext_make_dots(struct ext_node *dir, struct ext_node *parent)
{
    struct ext_buffer *b;
    size_t first = need(1);
    int error = add_block(dir, &b);

    if (error)
        return error;
    fill((struct ext_entry *)b->data, first, (struct name){".", 1}, dir);
    fill((struct ext_entry *)(b->data + first), dir->fs->block_size - first,
         (struct name){"..", 2}, parent);
    return changed(dir, b);
}

/* Cookies are places in the directory. After a change in between a cookie may
 * point into an entry that became longer: the block is read from its start. */
off_t ext_list(struct file *f, off_t at, dirent_sink *sink, void *context)
{
    struct ext_node *dir = ext_node(f->vnode);
    const struct ext *fs = dir->fs;
    int error = ext_enter(dir->fs);

    while (!error && at < dir->v.size) {
        off_t start = at & ~(off_t)(fs->block_size - 1);
        struct ext_buffer *b = dir_block(dir, (uint64_t)start / fs->block_size);
        struct ext_entry *e;

        if (!b)
            return -EIO;
        for (unsigned i = 0; i < fs->block_size; i += e->size) {
            e = entry_at(fs, b, i);
            if (!e)
                return -EIO;
            if (start + i < at)
                continue;
            if (e->ino && !sink(context, e->name, e->length, e->ino,
                                mode_of(e->type), start + i + e->size))
                return start + i;
        }
        at = start + fs->block_size;
    }
    return error ? error : at;
}
