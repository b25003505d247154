/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * An open disk: any bytes may be read and written, the device moves blocks.
 * There is no cache: a write is with the device when it returns, and on the
 * medium after fsync(). The device sees pages of ours, never the program's
 * memory, which may be unmapped meanwhile.
 */
#include <kernel/blockdev.h>
#include <kernel/mm.h>
#include <kernel/vfs.h>
#include <string.h>
#include <sys/mount.h>

#include "gate.h"

#pragma weak file_read
#pragma weak file_write
long sys_lseek(long, long, long);
#pragma weak sys_lseek

#define BLKPBSZGET _IO(0x12, 123) /* linux/fs.h */

#define BOUNCE_ORDER 4 /* 64 KiB at once, less where memory is short */

struct bounce {
    char *data;
    unsigned order;
};

/* A block of the device must fit in. */
static bool bounce_get(struct bounce *b, size_t wanted, unsigned block_size)
{
    b->order = page_order(wanted);
    if (b->order > BOUNCE_ORDER)
        b->order = BOUNCE_ORDER;
    while (!(b->data = page_alloc(b->order)))
        if (!b->order-- || PAGE_SIZE << b->order < block_size)
            return false;
    return true;
}

/* Where a part of a transfer lies in whole blocks. */
struct span {
    uint64_t start;
    size_t size, skip, bytes;
};

static struct span span_at(const struct blockdev *disk, uint64_t at, size_t n,
                           size_t room)
{
    size_t block = disk->block_size;
    struct span s = {.start = at & ~(uint64_t)(block - 1)};

    s.skip = at - s.start;
    s.size = (s.skip + n + block - 1) & ~(block - 1);
    if (s.size > room)
        s.size = room;
    s.bytes = s.size - s.skip < n ? s.size - s.skip : n;
    return s;
}

static int read_span(struct blockdev *disk, const struct span *s, char *bounce,
                     char *buffer)
{
    int error = blockdev_read(disk, s->start, bounce, s->size);

    if (!error)
        memcpy(buffer, bounce + s->skip, s->bytes);
    return error;
}

/* Blocks that are written in part are read before. */
static int write_span(struct blockdev *disk, const struct span *s, char *bounce,
                      const char *buffer)
{
    int error = 0;

    if (s->bytes != s->size)
        error = blockdev_read(disk, s->start, bounce, s->size);
    if (error)
        return error;
    memcpy(bounce + s->skip, buffer, s->bytes);
    return blockdev_write(disk, s->start, bounce, s->size);
}

/* Bytes that were moved, or the error of the first part. */
static ssize_t move(struct file *f, char *buffer, size_t n, off_t *pos,
                    bool write)
{
    struct blockdev *disk = f->private;
    struct bounce b;
    size_t done = 0;
    int error = 0;

    if (!bounce_get(&b, n + 2 * disk->block_size, disk->block_size))
        return -ENOMEM;
    while (done < n && !error) {
        struct span s = span_at(disk, *pos, n - done, PAGE_SIZE << b.order);

        error = write ? write_span(disk, &s, b.data, buffer + done)
                      : read_span(disk, &s, b.data, buffer + done);
        if (error)
            break;
        done += s.bytes;
        *pos += s.bytes;
    }
    page_free(b.data, b.order);
    return done ? (ssize_t)done : error;
}

static ssize_t disk_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    uint64_t size = ((struct blockdev *)f->private)->size;

    if (!__unispec_reached(file_read))
        return -ENOSYS;
    if (*pos < 0 || (uint64_t)*pos >= size)
        return 0;
    return move(f, buffer, n < size - *pos ? n : size - *pos, pos, false);
}

static ssize_t disk_write(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    struct blockdev *disk = f->private;
    ssize_t done;
    int error;

    if (!__unispec_reached(file_write))
        return -ENOSYS;
    if (f->flags & O_APPEND)
        *pos = disk->size;
    if (*pos < 0 || (uint64_t)*pos >= disk->size)
        return n ? -ENOSPC : 0;
    done = move(f, (char *)buffer,
                n < disk->size - *pos ? n : disk->size - *pos, pos, true);
    if (done > 0 && f->flags & O_DSYNC && (error = blockdev_flush(disk)))
        return error;
    return done;
}

static off_t disk_seek(struct file *f, off_t offset, int whence)
{
    off_t size = ((struct blockdev *)f->private)->size, base = 0;

    if (whence == SEEK_CUR)
        base = f->offset;
    else if (whence == SEEK_END)
        base = size;
    else if (whence != SEEK_SET)
        return -EINVAL;
    if (offset > 0 ? offset > size - base : offset < -base)
        return -EINVAL;
    return base + offset;
}

static long disk_ioctl(struct file *f, unsigned request, unsigned long argument)
{
    struct blockdev *disk = f->private;

    switch (request) {
    case BLKGETSIZE64:
        *(uint64_t *)argument = disk->size;
        return 0;
    case BLKGETSIZE:
        *(unsigned long *)argument = disk->size / 512;
        return 0;
    case BLKSSZGET:
    case BLKPBSZGET:
    case BLKBSZGET:
        *(int *)argument = disk->block_size;
        return 0;
    case BLKROGET:
        *(int *)argument = disk->read_only;
        return 0;
    case BLKFLSBUF:
        return blockdev_flush(disk);
    }
    return -ENOTTY;
}

static int disk_sync(struct file *f)
{
    return blockdev_flush(f->private);
}

const struct file_ops disk_ops = {
    .read = disk_read,
    .write = disk_write,
    .seek = disk_seek,
    .ioctl = disk_ioctl,
    .sync = disk_sync,
};
