/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Open files of the disk file system. Data is not cached: a read comes from the
 * device, a write is with it when the call returns, and on the medium with all
 * that it depends on after fsync(). Blocks that lie one behind the other are
 * moved at once. The device sees pages of ours, never the program's memory.
 */
#include "ext.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "gate.h"

#pragma weak file_read
#pragma weak file_write
#pragma weak file_object
#pragma weak file_sync

#define BOUNCE_ORDER 4

struct bounce {
    char *data;
    unsigned order;
};

static bool bounce_get(struct bounce *b, size_t wanted)
{
    b->order = page_order(wanted);
    if (b->order > BOUNCE_ORDER)
        b->order = BOUNCE_ORDER;
    while (!(b->data = page_alloc(b->order)))
        if (!b->order--)
            return false;
    return true;
}

/* A part of a transfer: blocks of the disk one behind the other. */
struct run {
    uint32_t block; /* 0: a hole */
    uint32_t count;
    bool made; /* a block was made, in the run or right behind it */
};

/* From a block of the file on, at most `most`. */
static int find_run(struct ext_node *node, uint64_t index, uint32_t most,
                    bool make, struct run *run)
{
    uint32_t block;
    bool made;
    int error = ext_map(node, index, make, &run->block, &run->made);

    run->count = 1;
    while (!error && run->count < most) {
        if (ext_map(node, index + run->count, make, &block, &made))
            break; /* the next part meets the error */
        run->made |= made;
        if (block != (run->block ? run->block + run->count : 0))
            break;
        run->count++;
    }
    return error;
}

/* Where in blocks the next part of a transfer lies. */
struct span {
    uint64_t index;
    size_t skip, bytes; /* in the first block; in all */
    uint32_t most;      /* blocks */
};

/* Blocks in part go alone if `single`. */
static struct span span_at(const struct ext *fs, uint64_t at, size_t n,
                           size_t room, bool single)
{
    size_t block = fs->block_size;
    struct span s = {.index = at / block, .skip = at % block};

    if (n > room - s.skip)
        n = room - s.skip;
    if (single && (s.skip || n < block))
        n = n < block - s.skip ? n : block - s.skip;
    else if (single)
        n -= n % block;
    s.bytes = n;
    s.most = (uint32_t)((s.skip + n + block - 1) / block);
    return s;
}

static int read_span(struct ext_node *node, const struct span *s, char *bounce,
                     char *buffer, size_t *got)
{
    struct ext *fs = node->fs;
    struct run run;
    int error = find_run(node, s->index, s->most, false, &run);
    size_t size = (size_t)run.count * fs->block_size;

    if (error)
        return error;
    *got = size - s->skip < s->bytes ? size - s->skip : s->bytes;
    if (!run.block) {
        memset(buffer, 0, *got);
        return 0;
    }
    error = blockdev_read(fs->disk, (uint64_t)run.block * fs->block_size,
                          bounce, size);
    if (!error)
        memcpy(buffer, bounce + s->skip, *got);
    return error;
}

static ssize_t read_at(struct ext_node *node, char *buffer, size_t n,
                       uint64_t at)
{
    uint64_t size = (uint64_t)node->v.size;
    struct bounce b;
    size_t done = 0, got;
    int error = 0;

    if (at >= size)
        return 0;
    if (n > size - at)
        n = size - at;
    if (!bounce_get(&b, n + node->fs->block_size))
        return -ENOMEM;
    while (done < n && !error) {
        struct span s =
            span_at(node->fs, at + done, n - done, PAGE_SIZE << b.order, false);

        error = read_span(node, &s, b.data, buffer + done, &got);
        if (!error)
            done += got;
    }
    page_free(b.data, b.order);
    return done ? (ssize_t)done : error;
}

ssize_t ext_read_at(struct ext_node *node, char *buffer, size_t n, uint64_t at)
{
    int error = ext_enter(node->fs);

    return error ? error : read_at(node, buffer, n, at);
}

/* A block that was made has what somebody else wrote before: where the new
 * bytes do not get there, nothing must make it this file's. */
static int write_run(struct ext_node *node, const struct run *run,
                     const char *data)
{
    struct ext *fs = node->fs;
    size_t block = fs->block_size;
    int error = blockdev_write(fs->disk, run->block * (uint64_t)block, data,
                               run->count * block);

    fs->unflushed = true;
    if (error && run->made)
        fs->failed = true;
    return error;
}

/* Whole blocks; *done has those that were written before an error. */
static int write_blocks(struct ext_node *node, const struct span *s,
                        const char *data, size_t *done)
{
    struct run run;
    int error = 0;

    for (uint32_t i = 0; i < s->most && !error; i += run.count) {
        error = find_run(node, s->index + i, s->most - i, true, &run);
        if (!error)
            error = write_run(node, &run, data + *done);
        if (!error)
            *done += run.count * node->fs->block_size;
    }
    return *done ? 0 : error;
}

/* A block in part keeps its other bytes. */
static int write_in_block(struct ext_node *node, const struct span *s,
                          const char *data, char *scratch, size_t *done)
{
    size_t block = node->fs->block_size;
    struct run run;
    int error = find_run(node, s->index, 1, true, &run);

    if (error)
        return error;
    if (run.made)
        memset(scratch, 0, block);
    else
        error = ext_read_block(node->fs, run.block, scratch);
    if (error)
        return error;
    memcpy(scratch + s->skip, data, s->bytes);
    error = write_run(node, &run, scratch);
    if (!error)
        *done = s->bytes;
    return error;
}

static int write_span(struct ext_node *node, const struct span *s,
                      const char *data, char *scratch, size_t *done)
{
    *done = 0;
    return s->bytes < node->fs->block_size
               ? write_in_block(node, s, data, scratch, done)
               : write_blocks(node, s, data, done);
}

static int write_part(struct ext_node *node, const char *buffer, size_t n,
                      uint64_t at, const struct bounce *b, char *scratch,
                      size_t *done)
{
    struct ext *fs = node->fs;
    struct span s = span_at(fs, at, n, PAGE_SIZE << b->order, true);
    int error;

    /* First: it may fault, and the fault may read a file of the disk. */
    memcpy(b->data, buffer, s.bytes);
    error = ext_begin(fs);
    if (!error && (off_t)at > node->v.size)
        error = ext_clear_tail(node);
    if (!error)
        error = write_span(node, &s, b->data, scratch, done);
    if (error == -ENOSPC && fs->freed_count) {
        error = ext_begin(fs); /* makes room */
        if (!error)
            error = write_span(node, &s, b->data, scratch, done);
    }
    if (error)
        return error;
    if ((off_t)(at + *done) > node->v.size)
        node->v.size = (off_t)(at + *done);
    vnode_modified(&node->v);
    return ext_store(node);
}

ssize_t ext_write_at(struct ext_node *node, const char *buffer, size_t n,
                     uint64_t at)
{
    struct bounce b;
    size_t done = 0, part;
    char *scratch;
    int error = 0;

    if (!bounce_get(&b, n))
        return -ENOMEM;
    scratch = kmalloc(node->fs->block_size);
    while (done < n && !error) {
        error = scratch ? write_part(node, buffer + done, n - done, at + done,
                                     &b, scratch, &part)
                        : -ENOMEM;
        if (!error)
            done += part;
    }
    kfree(scratch);
    page_free(b.data, b.order);
    return done ? (ssize_t)done : error;
}

static ssize_t read_file(struct file *f, void *buffer, size_t n, off_t *pos)
{
    ssize_t got;

    if (S_ISDIR(f->vnode->mode))
        return -EISDIR;
    got = n ? ext_read_at(ext_node(f->vnode), buffer, n, (uint64_t)*pos) : 0;
    if (got > 0)
        *pos += got;
    return got;
}

static ssize_t write_file(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    struct ext_node *node = ext_node(f->vnode);
    off_t at = f->flags & O_APPEND ? node->v.size : *pos;
    ssize_t done;
    int error;

    if (n == 0)
        return 0;
    if (at == INT64_MAX)
        return -EFBIG;
    if (n > (uint64_t)(INT64_MAX - at))
        n = INT64_MAX - at;
    done = ext_write_at(node, buffer, n, (uint64_t)at);
    if (done < 0)
        return done;
    *pos = at + done;
    error = f->flags & O_DSYNC ? ext_commit(node->fs) : 0;
    return error ? error : done;
}

static ssize_t ext_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    return GATED(file_read, read_file(f, buffer, n, pos));
}

static ssize_t ext_write(struct file *f, const void *buffer, size_t n,
                         off_t *pos)
{
    return GATED(file_write, write_file(f, buffer, n, pos));
}

/* Holes are not told: all of a file is data. */
static off_t ext_seek(struct file *f, off_t offset, int whence)
{
    off_t size = f->vnode->size, base = 0;

    if (whence == SEEK_DATA || whence == SEEK_HOLE) {
        if (offset < 0 || offset >= size)
            return -ENXIO;
        return whence == SEEK_DATA ? offset : size;
    }
    if (whence == SEEK_CUR)
        base = f->offset;
    else if (whence == SEEK_END)
        base = size;
    else if (whence != SEEK_SET)
        return -EINVAL;
    if (offset > 0 ? offset > INT64_MAX - base : offset < -base)
        return -EINVAL;
    return base + offset;
}

/* No room can be kept for a file without writing it. */
static int ext_allocate(struct file *f, int mode, off_t offset, off_t size)
{
    (void)f, (void)mode, (void)offset, (void)size;
    return -EOPNOTSUPP;
}

static int ext_sync(struct file *f)
{
    return GATED(file_sync, ext_commit(ext_node(f->vnode)->fs));
}

static struct ext_node *node_of(struct vm_object *object)
{
    return (struct ext_node *)((char *)object -
                               offsetof(struct ext_node, object));
}

static void object_get(struct vm_object *object)
{
    vnode_get(&node_of(object)->v);
}

static void object_put(struct vm_object *object)
{
    vnode_put(&node_of(object)->v);
}

/* In a page fault, maybe in the middle of another call: see ext_enter(). */
static int object_read(struct vm_object *object, uint64_t offset, void *page)
{
    ssize_t got = read_at(node_of(object), page, PAGE_SIZE, offset);

    if (got <= 0)
        return got ? (int)got : -EFAULT;
    memset((char *)page + got, 0, PAGE_SIZE - (size_t)got);
    return 0;
}

static const struct vm_object_ops object_ops = {
    .get = object_get,
    .put = object_put,
    .read = object_read,
};

static int ext_object(struct file *f, struct vm_object **object)
{
    struct ext_node *node = ext_node(f->vnode);

    if (!__unispec_reached(file_object))
        return -ENOSYS;
    if (!S_ISREG(node->v.mode))
        return -ENODEV;
    node->object.ops = &object_ops;
    *object = &node->object;
    return 0;
}

static const struct file_ops ext_io = {
    .read = ext_read,
    .write = ext_write,
    .seek = ext_seek,
    .allocate = ext_allocate,
    .object = ext_object,
    .sync = ext_sync,
};

int ext_open(struct vnode *v, unsigned flags, struct file **file)
{
    if (!S_ISREG(v->mode) && !S_ISDIR(v->mode))
        return -ENXIO;
    if (ext_node(v)->fs->read_only && (flags & FILE_ACCESS) != O_RDONLY)
        return -EROFS;
    *file = file_new(&ext_io, flags, vnode_get(v));
    return *file ? 0 : -ENOMEM;
}
