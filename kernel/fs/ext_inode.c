/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inodes and the blocks of files: 12 numbers in the inode, then trees of one,
 * two and three levels of blocks full of numbers.
 */
#include "ext.h"

#include <string.h>
#include <sys/sysmacros.h>

#define DIRECT 12
#define LARGE_FILE 2u /* of read_only: sizes of 64 bits */
#define SMALL_MAX 0x7fffffffll
#define EXTRA_TIMES 16 /* extra_size that has all three times */

struct ext_inode *ext_inode(struct ext *fs, uint32_t ino, struct ext_buffer **b)
{
    unsigned in_block = fs->block_size / sizeof(struct ext_group);
    unsigned group = (ino - 1) / fs->group_inodes;
    uint64_t at = (uint64_t)((ino - 1) % fs->group_inodes) * fs->inode_size;
    struct ext_buffer *gb;

    if (!ino || ino > fs->inodes)
        return NULL;
    gb = ext_get(fs, fs->super_block + 1 + group / in_block);
    if (!gb)
        return NULL;
    *b = ext_get(fs,
                 ((struct ext_group *)gb->data)[group % in_block].inode_table +
                     (uint32_t)(at / fs->block_size));
    return *b ? (struct ext_inode *)((*b)->data + at % fs->block_size) : NULL;
}

static dev_t device_of(const uint32_t *pointers)
{
    uint32_t d = pointers[1];

    if (pointers[0])
        return makedev(pointers[0] >> 8 & 0xff, pointers[0] & 0xff);
    return makedev(d >> 8 & 0xfff, (d & 0xff) | (d >> 12 & 0xfff00));
}

/* Nanoseconds and two more bits of the second, where the inode has them. */
static uint32_t *more_of(const struct ext *fs, struct ext_inode *i,
                         uint32_t *field)
{
    return fs->inode_size > EXT_INODE_MIN && i->extra_size >= EXTRA_TIMES
               ? field
               : NULL;
}

static struct timespec get_time(uint32_t seconds, const uint32_t *more)
{
    struct timespec t = {.tv_sec = (int32_t)seconds};

    if (more) {
        t.tv_sec += (time_t)(*more & 3) << 32;
        t.tv_nsec = *more >> 2;
    }
    return t;
}

static void set_time(uint32_t *seconds, uint32_t *more, struct timespec t)
{
    *seconds = (uint32_t)t.tv_sec;
    if (more)
        *more = (uint32_t)t.tv_nsec << 2 |
                ((t.tv_sec - (int32_t)t.tv_sec) >> 32 & 3);
}

/* It has no more blocks than there are, which bounds what is done with it. */
static bool is_sound(const struct ext_node *node)
{
    const struct ext *fs = node->fs;
    uint64_t bytes = (uint64_t)fs->blocks * fs->block_size;

    return node->v.size >= 0 && node->sectors <= bytes / 512 &&
           (!S_ISDIR(node->v.mode) || (uint64_t)node->v.size <= bytes);
}

int ext_load(struct ext_node *node)
{
    struct vnode *v = &node->v;
    struct ext_buffer *b;
    struct ext_inode *i = ext_inode(node->fs, (uint32_t)v->ino, &b);

    if (!i)
        return -EIO;
    v->mode = i->mode;
    v->nlink = i->links;
    v->uid = i->uid | (uid_t)i->uid_high << 16;
    v->gid = i->gid | (gid_t)i->gid_high << 16;
    v->size = i->size;
    if (S_ISREG(v->mode))
        v->size |= (off_t)((uint64_t)i->size_high << 32);
    v->atime = get_time(i->atime, more_of(node->fs, i, &i->atime_more));
    v->mtime = get_time(i->mtime, more_of(node->fs, i, &i->mtime_more));
    v->ctime = get_time(i->ctime, more_of(node->fs, i, &i->ctime_more));
    node->sectors = i->sectors;
    node->flags = i->flags;
    node->orphan = i->links ? 0 : i->dtime;
    memcpy(node->pointers, i->pointers, sizeof(node->pointers));
    if (S_ISCHR(v->mode) || S_ISBLK(v->mode))
        v->rdev = device_of(node->pointers);
    return is_sound(node) ? 0 : -EIO;
}

/* The superblock says where there are sizes of 64 bits. */
static int allow_large(struct ext *fs)
{
    struct ext_buffer *b;
    struct ext_super *s = ext_super(fs, &b);

    if (!s)
        return -EIO;
    if (!(s->read_only & LARGE_FILE)) {
        s->read_only |= LARGE_FILE;
        ext_dirty(fs, b);
    }
    return 0;
}

int ext_store(struct ext_node *node)
{
    const struct vnode *v = &node->v;
    struct ext_buffer *b;
    struct ext_inode *i = ext_inode(node->fs, (uint32_t)v->ino, &b);

    if (!i)
        return -EIO;
    i->mode = (uint16_t)v->mode;
    i->links = (uint16_t)v->nlink;
    i->uid = (uint16_t)v->uid;
    i->uid_high = (uint16_t)(v->uid >> 16);
    i->gid = (uint16_t)v->gid;
    i->gid_high = (uint16_t)(v->gid >> 16);
    i->size = (uint32_t)v->size;
    if (S_ISREG(v->mode))
        i->size_high = (uint32_t)(v->size >> 32);
    set_time(&i->atime, more_of(node->fs, i, &i->atime_more), v->atime);
    set_time(&i->mtime, more_of(node->fs, i, &i->mtime_more), v->mtime);
    set_time(&i->ctime, more_of(node->fs, i, &i->ctime_more), v->ctime);
    i->dtime = node->orphan;
    i->sectors = node->sectors;
    i->flags = node->flags;
    memcpy(i->pointers, node->pointers, sizeof(i->pointers));
    ext_dirty(node->fs, b);
    return v->size > SMALL_MAX ? allow_large(node->fs) : 0;
}

/* The way to a block: in the inode, then in each block of numbers. */
static int find_path(const struct ext *fs, uint64_t index, unsigned *path)
{
    uint64_t each = fs->block_size / 4, room = 1;

    if (index < DIRECT) {
        path[0] = (unsigned)index;
        return 1;
    }
    index -= DIRECT;
    for (unsigned depth = 1; depth <= 3; depth++) {
        room *= each;
        if (index >= room) {
            index -= room;
            continue;
        }
        path[0] = DIRECT + depth - 1;
        for (unsigned i = depth; i; i--, index /= each)
            path[i] = (unsigned)(index % each);
        return (int)depth + 1;
    }
    return -EFBIG;
}

static int new_block(struct ext_node *node, uint32_t *slot)
{
    struct ext *fs = node->fs;
    uint32_t goal = node->goal, number;
    int error;

    if (!goal)
        goal =
            (uint32_t)((node->v.ino - 1) / fs->group_inodes) * fs->group_blocks;
    error = ext_alloc_block(fs, goal, &number);
    if (error)
        return error;
    *slot = number;
    node->goal = number + 1;
    node->sectors += fs->block_size / 512;
    return 0;
}

int ext_map(struct ext_node *node, uint64_t index, bool make, uint32_t *block,
            bool *made)
{
    struct ext *fs = node->fs;
    uint32_t *slot = node->pointers;
    struct ext_buffer *b = NULL;
    unsigned path[4];
    int depth = find_path(fs, index, path), error;

    *block = 0;
    *made = false;
    if (depth < 0)
        return make ? depth : 0;
    for (int i = 0; i < depth; i++) {
        slot += path[i];
        if (!*slot) {
            if (!make)
                return 0;
            error = new_block(node, slot);
            if (error)
                return error;
            if (b)
                ext_dirty(fs, b);
            *made = i == depth - 1;
            if (!*made && !ext_new(fs, *slot))
                error = -EIO;
            if (!error)
                error = ext_store(node); /* what it owns, whatever follows */
            if (error)
                return error;
        }
        if (!ext_valid_block(fs, *slot))
            return -EIO;
        *block = *slot;
        if (i == depth - 1)
            break;
        b = ext_get(fs, *slot);
        if (!b)
            return -EIO;
        slot = (uint32_t *)b->data;
    }
    return 0;
}

/* Frees what a number leads to from the relative index on: all of it, or a part
 * of a tree. True where nothing is left. */
static int cut_tree(struct ext_node *node, uint32_t *slot, unsigned depth,
                    uint64_t from, bool metadata)
{
    struct ext *fs = node->fs;
    uint64_t each = fs->block_size / 4, room = 1;
    struct ext_buffer *b;
    int error = 0;

    if (!*slot)
        return 0;
    if (!ext_valid_block(fs, *slot))
        return -EIO;
    if (depth) {
        b = ext_get(fs, *slot);
        if (!b)
            return -EIO;
        for (unsigned i = 1; i < depth; i++)
            room *= each;
        for (uint64_t i = from / room; i < each && !error; i++)
            error = cut_tree(node, (uint32_t *)b->data + i, depth - 1,
                             i == from / room ? from % room : 0, metadata);
        if (error || from) {
            ext_dirty(fs, b);
            return error;
        }
    }
    if (node->sectors < fs->block_size / 512)
        return -EIO; /* more blocks than it has */
    ext_free_block(fs, *slot, depth || metadata);
    node->sectors -= fs->block_size / 512;
    *slot = 0;
    return 0;
}

int ext_cut(struct ext_node *node, uint64_t from)
{
    uint64_t each = node->fs->block_size / 4, start = DIRECT, room = 1;
    bool metadata = !S_ISREG(node->v.mode);
    int error = 0;

    for (uint64_t i = from; i < DIRECT && !error; i++)
        error = cut_tree(node, node->pointers + i, 0, 0, metadata);
    for (unsigned depth = 1; depth <= 3 && !error; depth++) {
        room *= each;
        if (from < start + room)
            error = cut_tree(node, node->pointers + DIRECT + depth - 1, depth,
                             from > start ? from - start : 0, metadata);
        start += room;
    }
    node->goal = 0;
    return error;
}

/* The block that the end lies in, 0: none, or it ends there. */
static int last_block(struct ext_node *node, uint32_t *block)
{
    unsigned size = node->fs->block_size;
    bool made;

    *block = 0;
    if (!(node->v.size % size))
        return 0;
    return ext_map(node, (uint64_t)node->v.size / size, false, block, &made);
}

/* Zeros behind the end: they are seen if the file grows. */
static int clear_behind(struct ext_node *node, uint32_t block)
{
    struct ext *fs = node->fs;
    unsigned offset = (unsigned)(node->v.size % fs->block_size);
    unsigned char *data = kmalloc(fs->block_size);
    int error;

    if (!data)
        return -ENOMEM;
    error = ext_read_block(fs, block, data);
    if (!error) {
        memset(data + offset, 0, fs->block_size - offset);
        error = ext_write_block(fs, block, data);
    }
    kfree(data);
    return error;
}

int ext_clear_tail(struct ext_node *node)
{
    uint32_t block;
    int error = last_block(node, &block);

    return error || !block ? error : clear_behind(node, block);
}

/* As above, but not before the shorter file is on the medium: until then a cut
 * of power brings back the longer one, with its bytes. */
static int clear_old_tail(struct ext_node *node)
{
    uint32_t block;
    int error = last_block(node, &block);

    if (error || !block)
        return error;
    error = ext_commit(node->fs);
    return error ? error : clear_behind(node, block);
}

static int check_size(const struct ext *fs, off_t size)
{
    unsigned path[4];

    return size && find_path(fs, (uint64_t)(size - 1) / fs->block_size, path) <
                       0
               ? -EFBIG
               : 0;
}

int ext_truncate(struct vnode *v, off_t size)
{
    struct ext_node *node = ext_node(v);
    struct ext *fs = node->fs;
    off_t old = v->size;
    int error = ext_begin(fs);

    if (!error)
        error = check_size(fs, size);
    if (!error && size < old)
        error = ext_cut(node,
                        ((uint64_t)size + fs->block_size - 1) / fs->block_size);
    else if (!error && size > old)
        error = ext_clear_tail(node);
    if (error)
        return error;
    v->size = size;
    vnode_modified(v);
    error = ext_store(node);
    return error || size >= old ? error : clear_old_tail(node);
}
