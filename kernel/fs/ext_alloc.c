/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Free blocks and inodes: a bitmap of each per group, and counts of them in the
 * group's descriptor and in the superblock. A block that is freed stays marked
 * until its transaction is committed, so that nothing new is written to what
 * the disk still takes for an old file's.
 */
#include "ext.h"

#include <string.h>

bool ext_valid_block(const struct ext *fs, uint32_t block)
{
    return block >= fs->first_block && block < fs->blocks;
}

static struct ext_group *group_of(struct ext *fs, unsigned group,
                                  struct ext_buffer **b)
{
    unsigned in_block = fs->block_size / sizeof(struct ext_group);

    *b = ext_get(fs, fs->super_block + 1 + group / in_block);
    return *b ? (struct ext_group *)(*b)->data + group % in_block : NULL;
}

/* Blocks or inodes that a group has. */
static uint32_t size_of(const struct ext *fs, unsigned group, bool inodes)
{
    uint32_t each = inodes ? fs->group_inodes : fs->group_blocks;
    uint32_t all = inodes ? fs->inodes : fs->blocks - fs->first_block;

    return all - group * each < each ? all - group * each : each;
}

/* The first clear bit from `from` on, or `size`. */
static uint32_t clear_bit(const unsigned char *map, uint32_t from,
                          uint32_t size)
{
    while (from < size) {
        if (from % 8 == 0 && map[from / 8] == 0xff)
            from += 8;
        else if (map[from / 8] & 1 << from % 8)
            from++;
        else
            return from;
    }
    return size;
}

/* Counts one more or one less as free; directories too. */
static int count(struct ext *fs, unsigned group, bool inodes, int free,
                 int directories)
{
    struct ext_buffer *gb, *sb;
    struct ext_group *g = group_of(fs, group, &gb);
    struct ext_super *s = ext_super(fs, &sb);

    if (!g || !s)
        return -EIO;
    if (inodes) {
        g->free_inodes += free;
        s->free_inodes += free;
    } else {
        g->free_blocks += free;
        s->free_blocks += free;
    }
    g->directories += directories;
    ext_dirty(fs, gb);
    ext_dirty(fs, sb);
    return 0;
}

static struct ext_buffer *bitmap(struct ext *fs, unsigned group, bool inodes)
{
    struct ext_buffer *b;
    struct ext_group *g = group_of(fs, group, &b);

    return g ? ext_get(fs, inodes ? g->inode_bitmap : g->block_bitmap) : NULL;
}

/* Takes a bit of a group; *bit is the first that is looked at, then the one
 * that was taken. -ENOSPC: it has none. */
static int take(struct ext *fs, unsigned group, bool inodes, int directories,
                uint32_t *bit)
{
    uint32_t size = size_of(fs, group, inodes), found;
    struct ext_buffer *gb, *b;
    struct ext_group *g = group_of(fs, group, &gb);

    if (!g)
        return -EIO;
    if (!(inodes ? g->free_inodes : g->free_blocks))
        return -ENOSPC;
    b = bitmap(fs, group, inodes);
    if (!b)
        return -EIO;
    found = clear_bit(b->data, *bit, size);
    if (found == size)
        found = clear_bit(b->data, 0, size);
    if (found == size)
        return -ENOSPC;
    b->data[found / 8] |= 1 << found % 8;
    ext_dirty(fs, b);
    *bit = found;
    return count(fs, group, inodes, -1, directories);
}

static int search(struct ext *fs, bool inodes, int directories, uint32_t goal,
                  uint32_t *number)
{
    uint32_t each = inodes ? fs->group_inodes : fs->group_blocks;
    unsigned first = goal / each;

    for (unsigned i = 0; i < fs->groups; i++) {
        unsigned group = (first + i) % fs->groups;
        uint32_t bit = i ? 0 : goal % each;
        int error = take(fs, group, inodes, directories, &bit);

        *number = group * each + bit;
        if (error != -ENOSPC)
            return error;
    }
    return -ENOSPC;
}

int ext_alloc_block(struct ext *fs, uint32_t goal, uint32_t *block)
{
    int error;

    goal = ext_valid_block(fs, goal) ? goal - fs->first_block : 0;
    error = search(fs, false, 0, goal, block);
    if (error == -ENOSPC)
        fs->full = true; /* what was freed can be had after a commit */
    *block += fs->first_block;
    if (!error && !ext_valid_block(fs, *block))
        return -EIO;
    return error;
}

int ext_alloc_inode(struct ext *fs, uint32_t near, bool directory,
                    uint32_t *ino)
{
    int error = search(fs, true, directory, near - 1, ino);

    ++*ino;
    return error;
}

int ext_free_inode(struct ext *fs, uint32_t ino, bool directory)
{
    unsigned group = (ino - 1) / fs->group_inodes;
    uint32_t bit = (ino - 1) % fs->group_inodes;
    struct ext_buffer *b = bitmap(fs, group, true);

    if (!b)
        return -EIO;
    b->data[bit / 8] &= ~(1 << bit % 8);
    ext_dirty(fs, b);
    return count(fs, group, true, 1, -(int)directory);
}

/* Without memory to remember it the block is lost until the next check. */
void ext_free_block(struct ext *fs, uint32_t block, bool metadata)
{
    struct ext_range *last =
        fs->freed_count ? &fs->freed[fs->freed_count - 1] : NULL;

    if (metadata)
        ext_forget(fs, block);
    if (last && last->start + last->count == block) {
        last->count++;
        return;
    }
    if (fs->freed_count == fs->freed_room) {
        unsigned room = fs->freed_room ? 2 * fs->freed_room : 32;
        struct ext_range *larger = krealloc(fs->freed, room * sizeof(*larger));

        if (!larger)
            return;
        fs->freed = larger;
        fs->freed_room = room;
    }
    fs->freed[fs->freed_count++] = (struct ext_range){block, 1};
}

static int apply(struct ext *fs, uint32_t block)
{
    uint32_t bit = block - fs->first_block;
    unsigned group = bit / fs->group_blocks;
    struct ext_buffer *b = bitmap(fs, group, false);

    if (!b)
        return -EIO;
    bit %= fs->group_blocks;
    b->data[bit / 8] &= ~(1 << bit % 8);
    ext_dirty(fs, b);
    return count(fs, group, false, 1, 0);
}

int ext_apply_frees(struct ext *fs)
{
    int error = 0;

    for (unsigned i = 0; i < fs->freed_count; i++)
        for (uint32_t n = 0; n < fs->freed[i].count && !error; n++)
            error = apply(fs, fs->freed[i].start + n);
    fs->freed_count = 0;
    return error;
}
