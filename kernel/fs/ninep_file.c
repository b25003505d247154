/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Open files of a share. Every read and write goes to the server: a write is in
 * the host's file when it returns, and on the host's disk after fsync(). The
 * device sees pages of ours, never the program's memory.
 */
#include "ninep.h"

#include <string.h>
#include <unistd.h>

#include "gate.h"

#pragma weak file_read
#pragma weak file_write
#pragma weak file_object
#pragma weak file_sync

struct bounce {
    char *data;
    unsigned order;
    size_t size;
};

/* Memory for a transfer, less than wanted where there is little. */
static bool bounce_get(struct bounce *b, const struct ninep *fs, size_t wanted)
{
    if (wanted > fs->data_max)
        wanted = fs->data_max;
    b->order = page_order(wanted);
    while (!(b->data = page_alloc(b->order)))
        if (!b->order--)
            return false;
    b->size = PAGE_SIZE << b->order;
    if (b->size > fs->data_max)
        b->size = fs->data_max;
    return true;
}

static int read_part(struct ninep *fs, uint32_t fid, uint64_t at,
                     struct piece data, size_t *got)
{
    struct ninep_call c;

    ninep_begin(&c, fs, NINEP_READ, 16, 4);
    ninep_put32(&c, fid);
    ninep_put64(&c, at);
    ninep_put32(&c, (uint32_t)data.size);
    ninep_do(&c, NULL, &data, got);
    return ninep_end(&c);
}

static int write_part(struct ninep *fs, uint32_t fid, uint64_t at,
                      struct piece data, size_t *done)
{
    struct ninep_call c;

    ninep_begin(&c, fs, NINEP_WRITE, 16, 4);
    ninep_put32(&c, fid);
    ninep_put64(&c, at);
    ninep_put32(&c, (uint32_t)data.size);
    if (!ninep_do(&c, &data, NULL, NULL)) {
        *done = ninep_get(&c, 4);
        if (!c.error && (*done > data.size || !*done))
            c.error = -EIO;
    }
    return ninep_end(&c);
}

ssize_t ninep_read_at(struct ninep *fs, uint32_t fid, char *buffer, size_t n,
                      uint64_t at)
{
    struct bounce b;
    size_t done = 0, got;
    int error = 0;

    if (!bounce_get(&b, fs, n))
        return -ENOMEM;
    while (done < n && !error) {
        size_t part = n - done < b.size ? n - done : b.size;

        error = read_part(fs, fid, at + done, (struct piece){b.data, part},
                          &got);
        if (error || !got)
            break;
        memcpy(buffer + done, b.data, got);
        done += got;
    }
    page_free(b.data, b.order);
    return done ? (ssize_t)done : error;
}

static ssize_t write_all(struct ninep *fs, uint32_t fid, const char *buffer,
                         size_t n, uint64_t at)
{
    struct bounce b;
    size_t done = 0, put;
    int error = 0;

    if (!bounce_get(&b, fs, n))
        return -ENOMEM;
    while (done < n) {
        size_t part = n - done < b.size ? n - done : b.size;

        memcpy(b.data, buffer + done, part);
        error = write_part(fs, fid, at + done, (struct piece){b.data, part},
                           &put);
        if (error)
            break;
        done += put;
    }
    page_free(b.data, b.order);
    return done ? (ssize_t)done : error;
}

static struct ninep *fs_of(const struct file *f)
{
    return ninep_node(f->vnode)->fs;
}

static uint32_t fid_of(const struct file *f)
{
    return ((struct ninep_file *)f->private)->fid;
}

static int flush(struct file *f)
{
    struct ninep_call c;

    ninep_begin(&c, fs_of(f), NINEP_FSYNC, 8, 0);
    ninep_put32(&c, fid_of(f));
    ninep_put32(&c, 0); /* not only what is needed to read the data */
    ninep_do(&c, NULL, NULL, NULL);
    return ninep_end(&c);
}

static ssize_t read_file(struct file *f, void *buffer, size_t n, off_t *pos)
{
    ssize_t got;

    if (n == 0)
        return 0;
    if (n > (uint64_t)(INT64_MAX - *pos))
        n = INT64_MAX - *pos;
    got = ninep_read_at(fs_of(f), fid_of(f), buffer, n, *pos);
    if (got > 0)
        *pos += got;
    return got;
}

static ssize_t write_file(struct file *f, const void *buffer, size_t n,
                          off_t *pos)
{
    struct vnode *v = f->vnode;
    ssize_t done;
    off_t at = *pos;
    int error = f->flags & O_APPEND ? ninep_refresh(v) : 0;

    if (error || n == 0)
        return error;
    if (f->flags & O_APPEND)
        at = v->size;
    if (at == INT64_MAX)
        return -EFBIG;
    if (n > (uint64_t)(INT64_MAX - at))
        n = INT64_MAX - at;
    done = write_all(fs_of(f), fid_of(f), buffer, n, at);
    if (done < 0)
        return done;
    *pos = at + done;
    if (*pos > v->size)
        v->size = *pos;
    error = f->flags & O_DSYNC ? flush(f) : 0;
    return error ? error : done;
}

static ssize_t ninep_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    if (S_ISDIR(f->vnode->mode))
        return -EISDIR;
    return GATED(file_read, read_file(f, buffer, n, pos));
}

static ssize_t ninep_write(struct file *f, const void *buffer, size_t n,
                           off_t *pos)
{
    return GATED(file_write, write_file(f, buffer, n, pos));
}

/* A file has no holes here: SEEK_DATA and SEEK_HOLE need none. */
static off_t ninep_seek(struct file *f, off_t offset, int whence)
{
    bool directory = S_ISDIR(f->vnode->mode);
    off_t base = 0;
    int error;

    if (whence == SEEK_CUR) {
        base = f->offset;
    } else if (whence != SEEK_SET) {
        error = directory ? -EINVAL : ninep_refresh(f->vnode);
        if (error)
            return error;
        if (whence != SEEK_END) {
            if (whence != SEEK_DATA && whence != SEEK_HOLE)
                return -EINVAL;
            if (offset < 0 || offset >= f->vnode->size)
                return -ENXIO;
            return whence == SEEK_DATA ? offset : f->vnode->size;
        }
        base = f->vnode->size;
    }
    if (offset > 0 ? offset > INT64_MAX - base : offset < -base)
        return -EINVAL;
    return base + offset;
}

static int ninep_sync(struct file *f)
{
    return GATED(file_sync, flush(f));
}

static int ninep_file_object(struct file *f, struct vm_object **object)
{
    return GATED(file_object, ninep_object(f, object));
}

static void release(struct file *f)
{
    struct ninep_file *file = f->private;

    if (!file)
        return;
    ninep_clunk(fs_of(f), file->fid);
    if (file->entries)
        page_free(file->entries, 0);
    kfree(file);
}

static const struct file_ops ninep_io = {
    .read = ninep_read,
    .write = ninep_write,
    .seek = ninep_seek,
    .object = ninep_file_object,
    .sync = ninep_sync,
    .release = release,
};

int ninep_open(struct vnode *v, unsigned flags, struct file **out)
{
    struct ninep_node *node = ninep_node(v);
    struct ninep_file *file;
    int error = 0;

    if (!S_ISREG(v->mode) && !S_ISDIR(v->mode))
        return -ENXIO;
    if (node->fs->read_only && (flags & FILE_ACCESS) != O_RDONLY)
        return -EROFS;
    file = kzalloc(sizeof(*file));
    if (!file)
        return -ENOMEM;
    file->fid = node->created;
    node->created = NINEP_NO_FID;
    if (file->fid == NINEP_NO_FID)
        error = ninep_open_fid(node->fs, node->fid, flags & FILE_ACCESS,
                               &file->fid);
    if (!error && !(*out = file_new(&ninep_io, flags, vnode_get(v)))) {
        ninep_clunk(node->fs, file->fid);
        error = -ENOMEM;
    }
    if (error)
        kfree(file);
    else
        (*out)->private = file;
    return error;
}
