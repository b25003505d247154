/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Blocks of metadata in memory. A buffer that was changed stays until the
 * transaction is committed; clean ones go when a call begins and there are too
 * many. So a call may keep pointers to what it got.
 */
#include "ext.h"

#include <kernel/arch.h>
#include <stddef.h>
#include <string.h>

#define TRANSACTION_NS 5000000000u /* then the next call commits */
#define FEW_BLOCKS 64

static struct ext_buffer *find(struct ext *fs, uint32_t block)
{
    struct ext_buffer *b = fs->table[block % EXT_BUCKETS];

    while (b && b->block != block)
        b = b->next;
    return b;
}

/* A block as large as a page has one of its own: the heap's are larger. */
static void *data_alloc(const struct ext *fs)
{
    return fs->block_size == PAGE_SIZE ? page_alloc(0)
                                       : kmalloc(fs->block_size);
}

static void buffer_free(struct ext *fs, struct ext_buffer *b)
{
    if (fs->block_size != PAGE_SIZE)
        kfree(b->data);
    else if (b->data)
        page_free(b->data, 0);
    kfree(b);
    fs->cached--;
}

static struct ext_buffer *add(struct ext *fs, uint32_t block)
{
    struct ext_buffer *b = kmalloc(sizeof(*b));

    if (!b)
        return NULL;
    b->data = data_alloc(fs);
    if (!b->data) {
        kfree(b);
        return NULL;
    }
    b->block = block;
    b->dirty = false;
    b->next = fs->table[block % EXT_BUCKETS];
    fs->table[block % EXT_BUCKETS] = b;
    fs->cached++;
    return b;
}

static void drop(struct ext *fs, uint32_t block)
{
    struct ext_buffer **at = &fs->table[block % EXT_BUCKETS], *b;

    while ((b = *at) && b->block != block)
        at = &b->next;
    if (!b)
        return;
    *at = b->next;
    buffer_free(fs, b);
}

void ext_drop_clean(struct ext *fs)
{
    for (unsigned i = 0; i < EXT_BUCKETS; i++) {
        struct ext_buffer **at = &fs->table[i], *b;

        while ((b = *at)) {
            if (b->dirty) {
                at = &b->next;
                continue;
            }
            *at = b->next;
            buffer_free(fs, b);
        }
    }
}

void ext_drop_all(struct ext *fs)
{
    for (struct ext_buffer *b = fs->dirty; b; b = b->dirty_next)
        b->dirty = false;
    fs->dirty = NULL;
    fs->dirty_count = 0;
    ext_drop_clean(fs);
}

/* What was freed can be had after a commit. */
static bool needs_freed(struct ext *fs)
{
    struct ext_buffer *b;
    const struct ext_super *s;

    if (!fs->freed_count)
        return false;
    s = ext_super(fs, &b);
    return fs->full || !s || s->free_blocks < FEW_BLOCKS;
}

/* What failed may be half of a change: no more is written then. */
int ext_begin(struct ext *fs)
{
    if (fs->read_only)
        return -EROFS;
    return fs->failed ? -EIO : ext_enter(fs);
}

int ext_enter(struct ext *fs)
{
    if (fs->failed)
        return 0;
    if (fs->dirty_count > EXT_DIRTY_MAX ||
        (fs->dirty_count && arch_clock_ns() - fs->started > TRANSACTION_NS) ||
        needs_freed(fs)) {
        int error = ext_commit(fs);

        if (error)
            return error;
    }
    if (fs->cached > fs->cached_max)
        ext_drop_clean(fs);
    return 0;
}

struct ext_buffer *ext_get(struct ext *fs, uint32_t block)
{
    struct ext_buffer *b = find(fs, block);

    if (b)
        return b;
    if (ext_valid_block(fs, block))
        b = add(fs, block);
    if (b && ext_read_block(fs, block, b->data)) {
        drop(fs, block);
        b = NULL;
    }
    if (!b)
        fs->failed = true;
    return b;
}

struct ext_buffer *ext_new(struct ext *fs, uint32_t block)
{
    struct ext_buffer *b = find(fs, block);

    if (!b)
        b = add(fs, block);
    if (!b) {
        fs->failed = true;
        return NULL;
    }
    memset(b->data, 0, fs->block_size);
    ext_dirty(fs, b);
    return b;
}

/* Timers run between calls: when a thread idles or leaves the kernel. */
static void commit_late(struct timer *timer)
{
    ext_commit((struct ext *)((char *)timer - offsetof(struct ext, timer)));
}

static void start_transaction(struct ext *fs)
{
    fs->started = arch_clock_ns();
    if (fs->timer.pending)
        return;
    fs->timer.fire = commit_late;
    timer_add(&fs->timer, fs->started + TRANSACTION_NS);
}

void ext_dirty(struct ext *fs, struct ext_buffer *b)
{
    if (b->dirty)
        return;
    if (!fs->dirty_count++)
        start_transaction(fs);
    b->dirty = true;
    b->dirty_next = fs->dirty;
    fs->dirty = b;
}

void ext_forget(struct ext *fs, uint32_t block)
{
    struct ext_buffer **at = &fs->dirty;

    while (*at && (*at)->block != block)
        at = &(*at)->dirty_next;
    if (*at) {
        (*at)->dirty = false; /* it stays: a wrong disk may use it twice */
        *at = (*at)->dirty_next;
        fs->dirty_count--;
    }
    fs->metadata_freed = true;
}

struct ext_super *ext_super(struct ext *fs, struct ext_buffer **b)
{
    *b = ext_get(fs, fs->super_block);
    return *b ? (struct ext_super *)((*b)->data + fs->super_offset) : NULL;
}

int ext_read_block(struct ext *fs, uint32_t block, void *data)
{
    return blockdev_read(fs->disk, (uint64_t)block * fs->block_size, data,
                         fs->block_size);
}

int ext_write_block(struct ext *fs, uint32_t block, const void *data)
{
    int error = blockdev_write(fs->disk, (uint64_t)block * fs->block_size, data,
                               fs->block_size);

    fs->unflushed = true;
    if (error)
        fs->failed = true;
    return error;
}
