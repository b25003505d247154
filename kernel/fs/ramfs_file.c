/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Regular files of ramfs: reading, writing, and the tables of their
 * operations. Running out of memory is ENOSPC, as on tmpfs.
 */
#include "ramfs.h"

#include <string.h>
#include <unispec/syscalls.h>

#include "gate.h"

#pragma weak file_read
#pragma weak file_write
#pragma weak file_object
#pragma weak sys_fallocate

static bool before(struct timespec a, struct timespec b)
{
    return a.tv_sec < b.tv_sec ||
           (a.tv_sec == b.tv_sec && a.tv_nsec <= b.tv_nsec);
}

/* As with relatime: only the first read after a change counts. */
static void touch_atime(struct vnode *v)
{
    if (before(v->atime, v->mtime) || before(v->atime, v->ctime))
        v->atime = vfs_now();
}

static ssize_t read_at(struct file *f, void *buffer, size_t n, off_t *pos)
{
    struct vnode *v = f->vnode;

    if (*pos >= v->size || n == 0)
        return 0;
    if (n > (uint64_t)(v->size - *pos))
        n = v->size - *pos;
    ramfs_copy_out(ramfs_file(v), buffer, n, *pos);
    *pos += n;
    if (!(f->flags & O_NOATIME))
        touch_atime(v);
    return n;
}

static bool sealed(const struct ramfs_file *file, off_t end)
{
    return ramfs_sealed(file, F_SEAL_WRITE | F_SEAL_FUTURE_WRITE) ||
           (end > file->v.size && ramfs_sealed(file, F_SEAL_GROW));
}

/* As far as it goes, which is page by page. */
static ssize_t write_pages(struct ramfs_file *file, const char *in, size_t n,
                           off_t at)
{
    size_t done = 0;

    while (done < n) {
        size_t offset = at & PAGE_MASK, part = PAGE_SIZE - offset;
        char *page;

        if (part > n - done)
            part = n - done;
        if (sealed(file, at + part))
            return done ? (ssize_t)done : -EPERM;
        page = ramfs_page_for_write(file, at >> PAGE_SHIFT, part == PAGE_SIZE);
        if (!page)
            return done ? (ssize_t)done : -ENOSPC;
        memcpy(page + offset, in + done, part);
        done += part;
        at += part;
    }
    return done;
}

static ssize_t write_at(struct file *f, const void *buffer, size_t n,
                        off_t *pos)
{
    struct vnode *v = f->vnode;
    off_t at = f->flags & O_APPEND ? v->size : *pos;
    ssize_t done;

    if (n == 0)
        return 0;
    if (n > (uint64_t)(INT64_MAX - at))
        return f->flags & O_APPEND ? -EFBIG : -EINVAL;
    done = write_pages(ramfs_file(v), buffer, n, at);
    if (done < 0)
        return done;
    *pos = at + done;
    if (*pos > v->size)
        v->size = *pos;
    vnode_modified(v);
    return done;
}

static ssize_t file_io_read(struct file *f, void *buffer, size_t n, off_t *pos)
{
    return GATED(file_read, read_at(f, buffer, n, pos));
}

static ssize_t file_io_write(struct file *f, const void *buffer, size_t n,
                             off_t *pos)
{
    return GATED(file_write, write_at(f, buffer, n, pos));
}

static int file_io_object(struct file *f, struct vm_object **object)
{
    return GATED(file_object, ramfs_object(f, object));
}

static int file_io_allocate(struct file *f, int mode, off_t offset,
                            off_t length)
{
    return GATED(sys_fallocate, ramfs_allocate(f, mode, offset, length));
}

const struct file_ops ramfs_file_io = {
    .read = file_io_read,
    .write = file_io_write,
    .seek = ramfs_seek,
    .allocate = file_io_allocate,
    .object = file_io_object,
};

static int open_file(struct vnode *v, unsigned flags, struct file **file)
{
    *file = file_new(&ramfs_file_io, flags, vnode_get(v));
    return *file ? 0 : -ENOMEM;
}

/* Pages over the initrd's bytes count once. */
static blkcnt_t blocks(struct vnode *v)
{
    const struct ramfs_file *file = ramfs_file(v);
    size_t pages = file->pages.pages;
    size_t below = PAGE_ALIGN(file->base_size) / PAGE_SIZE;

    return (pages > below ? pages : below) * (PAGE_SIZE / 512);
}

static void release(struct vnode *v)
{
    pagetree_cut(&ramfs_file(v)->pages, 0, PAGETREE_NONE);
    kfree(v);
}

const struct vnode_ops ramfs_file_ops = {
    .truncate = ramfs_truncate,
    .blocks = blocks,
    .open = open_file,
    .statfs = ramfs_statfs,
    .release = release,
};
