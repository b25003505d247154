/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The journal, in the format of JBD (big endian). A transaction is written to
 * the log as descriptors, each followed by the blocks that it lists, then a
 * flush, a commit block and a flush: from then on it counts. Then the blocks go
 * to their places. Ours begin at the first block of the log and never wrap:
 * where the next does not fit, or where metadata was freed that an old
 * transaction would bring back over new data, what is in place is flushed and
 * the log begins anew.
 *
 * Requires for each order of two writes that matters a flush between them; the
 * device may reorder everything else.
 */
#include "ext_journal.h"

#define CALL_MAX 256

static int log_block(struct ext *fs, uint32_t index, uint32_t *block)
{
    bool made;
    int error = ext_map(fs->journal, index, false, block, &made);

    return error ? error : *block ? 0 : -EIO;
}

static int log_write(struct ext *fs, uint32_t index, const void *data)
{
    uint32_t block;
    int error = log_block(fs, index, &block);

    return error ? error : ext_write_block(fs, block, data);
}

int ext_log_read(struct ext *fs, uint32_t index, void *data)
{
    uint32_t block;
    int error = log_block(fs, index, &block);

    return error ? error : ext_read_block(fs, block, data);
}

int ext_flush(struct ext *fs)
{
    int error = blockdev_flush(fs->disk);

    if (error)
        fs->failed = true;
    else
        fs->unflushed = false;
    return error;
}

/* Where recovery begins, start 0: nothing to recover. */
static int set_log_super(struct ext *fs, uint32_t start)
{
    unsigned char *data = kmalloc(fs->block_size);
    struct log_super *s = (struct log_super *)data;
    int error = data ? ext_log_read(fs, 0, data) : -ENOMEM;

    if (!error) {
        s->sequence = big(fs->sequence);
        s->start = big(start);
        error = log_write(fs, 0, data);
    }
    kfree(data);
    if (error)
        fs->failed = true;
    return error;
}

/* What is in place is on the medium before the log forgets it. */
static int log_reset(struct ext *fs, uint32_t start)
{
    int error = ext_flush(fs);

    if (!error)
        error = set_log_super(fs, start);
    if (!error)
        error = ext_flush(fs);
    fs->log_head = fs->log_first;
    fs->metadata_freed = false;
    return error;
}

static unsigned tags_of_block(const struct ext *fs)
{
    return (fs->block_size - HEADER_SIZE - UUID_SIZE) / TAG_SIZE;
}

static void set_header(struct ext *fs, unsigned char *data, uint32_t type)
{
    memset(data, 0, fs->block_size);
    set_word(data, 0, MAGIC);
    set_word(data, 4, type);
    set_word(data, 8, fs->sequence);
}

/* A block that begins like one of the log's own is written without that. */
static int write_copy(struct ext *fs, const struct ext_buffer *b,
                      unsigned char *scratch)
{
    if (word(b->data, 0) != MAGIC)
        return log_write(fs, fs->log_head++, b->data);
    memcpy(scratch, b->data, fs->block_size);
    set_word(scratch, 0, 0);
    return log_write(fs, fs->log_head++, scratch);
}

/* One descriptor and its blocks; *b is the first that it does not list. */
static int write_some(struct ext *fs, struct ext_buffer **b,
                      unsigned char *scratch)
{
    unsigned at = HEADER_SIZE, count = 0;
    struct ext_buffer *first = *b;
    int error;

    set_header(fs, scratch, DESCRIPTOR);
    for (; *b && count < tags_of_block(fs); count++, *b = (*b)->dirty_next) {
        uint32_t flags = count ? SAME_UUID : 0;
        bool last = !(*b)->dirty_next || count + 1 == tags_of_block(fs);

        if (word((*b)->data, 0) == MAGIC)
            flags |= ESCAPED;
        set_word(scratch, at, (*b)->block);
        set_word(scratch, at + 4, flags | (last ? LAST : 0));
        at += TAG_SIZE + (count ? 0 : UUID_SIZE);
    }
    error = log_write(fs, fs->log_head++, scratch);
    for (; first != *b && !error; first = first->dirty_next)
        error = write_copy(fs, first, scratch);
    return error;
}

static int write_log(struct ext *fs, unsigned char *scratch)
{
    struct ext_buffer *b = fs->dirty;
    int error = 0;

    while (b && !error)
        error = write_some(fs, &b, scratch);
    if (!error)
        error = ext_flush(fs);
    if (error)
        return error;
    set_header(fs, scratch, COMMIT);
    error = log_write(fs, fs->log_head++, scratch);
    return error ? error : ext_flush(fs);
}

static int write_in_place(struct ext *fs)
{
    struct ext_buffer *b = fs->dirty;
    int error = 0;

    for (; b && !error; b = b->dirty_next) {
        error = ext_write_block(fs, b->block, b->data);
        b->dirty = false;
    }
    fs->dirty = NULL;
    fs->dirty_count = 0;
    return error;
}

static int commit(struct ext *fs)
{
    uint32_t need = fs->dirty_count + fs->dirty_count / tags_of_block(fs) + 2;
    unsigned char *scratch;
    int error = 0;

    if (need > fs->log_size - fs->log_first) {
        fs->failed = true; /* ext_journal_open() saw to it that this is not */
        return -ENOSPC;
    }
    if (fs->log_head + need > fs->log_size)
        error = log_reset(fs, fs->log_first);
    if (error)
        return error;
    scratch = kmalloc(fs->block_size);
    if (!scratch)
        return -ENOMEM;
    error = write_log(fs, scratch);
    kfree(scratch);
    fs->sequence++;
    if (!error)
        error = write_in_place(fs);
    if (error)
        fs->failed = true;
    else if (fs->metadata_freed)
        error = log_reset(fs, fs->log_first);
    return error;
}

int ext_commit(struct ext *fs)
{
    int error;

    timer_remove(&fs->timer);
    if (fs->failed)
        return -EIO;
    if (fs->read_only)
        return 0;
    error = ext_apply_frees(fs);
    if (error)
        return error;
    fs->full = false;
    if (!fs->dirty_count)
        return fs->unflushed ? ext_flush(fs) : 0;
    return commit(fs);
}

/* The most that one transaction has: what gathers until the next call commits,
 * what that call adds, and every bitmap and descriptor of a large removal. */
static uint32_t most_blocks(const struct ext *fs)
{
    return EXT_DIRTY_MAX + CALL_MAX + fs->groups + fs->groups / 32;
}

static int check_log(const struct ext *fs, const struct log_super *s)
{
    if (big(s->magic) != MAGIC || big(s->type) != SUPER_2 || s->read_only ||
        big(s->incompatible) & ~REVOKE_FEATURE)
        return ext_refuse("its journal is not one of ext3");
    if (big(s->block_size) != fs->block_size || !fs->log_first ||
        fs->log_size <= fs->log_first || fs->log_head >= fs->log_size ||
        fs->log_size > fs->journal->v.size / fs->block_size)
        return ext_refuse("its journal makes no sense");
    if (fs->log_size - fs->log_first < most_blocks(fs))
        return ext_refuse("its journal is too small");
    return 0;
}

int ext_journal_open(struct ext *fs)
{
    struct log_super *s = kmalloc(fs->block_size);
    int error = s ? ext_log_read(fs, 0, s) : -ENOMEM;

    if (!error) {
        fs->log_first = big(s->first);
        fs->log_size = big(s->length);
        fs->log_head = big(s->start);
        fs->sequence = big(s->sequence);
        error = check_log(fs, s);
    }
    kfree(s);
    return error;
}

int ext_journal_start(struct ext *fs)
{
    return log_reset(fs, fs->log_first);
}

int ext_journal_stop(struct ext *fs)
{
    int error = ext_commit(fs);

    return error ? error : log_reset(fs, 0);
}
