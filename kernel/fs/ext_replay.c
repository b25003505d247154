/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Recovery: what the journal has of whole transactions goes to its places. The
 * log is read twice, since a later transaction may revoke what an earlier one
 * wrote.
 */
#include "ext_journal.h"

#define REVOKE_HEAD (HEADER_SIZE + 4)

struct revoked {
    uint32_t block, sequence; /* of the transaction that freed it */
};

struct replay {
    struct ext *fs;
    unsigned char *data, *scratch; /* a block each */
    uint32_t sequence;             /* of the transaction that is read */
    uint32_t end;                  /* the first that does not count */
    bool apply; /* the second time: blocks are put in place */
    struct revoked *revoked;
    unsigned count;
};

static uint32_t next_index(const struct ext *fs, uint32_t index)
{
    return index + 1 < fs->log_size ? index + 1 : fs->log_first;
}

static bool is_revoked(const struct replay *r, uint32_t block)
{
    for (unsigned i = 0; i < r->count; i++)
        if (r->revoked[i].block == block &&
            (int32_t)(r->revoked[i].sequence - r->sequence) >= 0 &&
            r->revoked[i].sequence != r->end)
            return true;
    return false;
}

static int put_block(struct replay *r, uint32_t index, uint32_t block,
                     uint32_t flags)
{
    struct ext *fs = r->fs;
    int error =
        ext_valid_block(fs, block) ? ext_log_read(fs, index, r->scratch) : -EIO;

    if (flags & ESCAPED)
        set_word(r->scratch, 0, MAGIC);
    return error ? error : ext_write_block(fs, block, r->scratch);
}

/* Goes through the blocks of a descriptor, and puts them in place if asked. */
static int walk_tags(struct replay *r, uint32_t *index)
{
    const struct ext *fs = r->fs;
    const unsigned char *descriptor = r->data;
    unsigned at = HEADER_SIZE;
    uint32_t flags = 0;
    int error = 0;

    while (!(flags & LAST) && at + TAG_SIZE <= fs->block_size && !error) {
        uint32_t block = word(descriptor, at);

        flags = word(descriptor, at + 4);
        at += TAG_SIZE + (flags & SAME_UUID ? 0 : UUID_SIZE);
        *index = next_index(fs, *index);
        if (r->apply && !is_revoked(r, block))
            error = put_block(r, *index, block, flags);
    }
    return error;
}

/* A list of blocks of metadata that were freed: their older copies must not
 * come back. Only other systems write such. */
static int note_revoked(struct replay *r)
{
    uint32_t end = word(r->data, HEADER_SIZE), count;
    struct revoked *larger;

    if (end > r->fs->block_size || end < REVOKE_HEAD)
        return ext_refuse("its journal makes no sense: e2fsck -p FILE");
    count = (end - REVOKE_HEAD) / 4;
    larger = krealloc(r->revoked, (r->count + count + 1) * sizeof(*larger));
    if (!larger)
        return -ENOMEM;
    r->revoked = larger;
    for (uint32_t i = 0; i < count; i++)
        r->revoked[r->count++] =
            (struct revoked){word(r->data, REVOKE_HEAD + 4 * i), r->sequence};
    return 0;
}

/* Reads transactions from the start on, up to the first that is not whole. */
static int walk_log(struct replay *r)
{
    struct ext *fs = r->fs;
    uint32_t index = fs->log_head, seen = 0;
    int error = 0;

    r->sequence = fs->sequence;
    while (!error && !(r->apply && r->sequence == r->end) &&
           seen++ < fs->log_size) {
        error = ext_log_read(fs, index, r->data);
        if (error || word(r->data, 0) != MAGIC ||
            word(r->data, 8) != r->sequence)
            break;
        if (word(r->data, 4) == DESCRIPTOR)
            error = walk_tags(r, &index);
        else if (word(r->data, 4) == COMMIT)
            r->sequence++;
        else if (word(r->data, 4) == REVOKE)
            error = r->apply ? 0 : note_revoked(r);
        else
            break;
        index = next_index(fs, index);
    }
    return error;
}

static int replay(struct replay *r)
{
    int error = walk_log(r);

    r->end = r->sequence;
    r->apply = true;
    if (!error && r->end != r->fs->sequence)
        error = walk_log(r);
    ext_drop_all(r->fs); /* what was read before may be old */
    return error;
}

int ext_journal_replay(struct ext *fs)
{
    struct replay r = {.fs = fs};
    int error;

    if (!fs->log_head)
        return 0;
    r.data = kmalloc(2 * fs->block_size);
    if (!r.data)
        return -ENOMEM;
    r.scratch = r.data + fs->block_size;
    error = replay(&r);
    kfree(r.data);
    kfree(r.revoked);
    if (error)
        return error;
    fs->sequence = r.end + 1;
    return ext_flush(fs);
}
