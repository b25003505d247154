/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * fallocate in ramfs. Punching frees whole pages; where the initrd's bytes lie
 * below, a page of zeros takes their place.
 */
#include "ramfs.h"

#include <string.h>

#include "falloc.h"

/* Zeros in [from, to), which lies within one page. */
static int clear_part(struct ramfs_file *file, uint64_t from, uint64_t to)
{
    uint64_t index = from >> PAGE_SHIFT;
    bool whole = to - from == PAGE_SIZE;
    char *page = pagetree_find(&file->pages, index);

    if (!page && from >= file->base_size)
        return 0; /* a hole already */
    page = ramfs_page_for_write(file, index, whole);
    if (!page)
        return -ENOSPC;
    memset(page + (from & PAGE_MASK), 0, to - from);
    return 0;
}

static int clear_range(struct ramfs_file *file, uint64_t from, uint64_t end)
{
    while (from < end) {
        uint64_t next = (from | PAGE_MASK) + 1, to = next < end ? next : end;
        bool whole = to - from == PAGE_SIZE;
        int error;

        if (whole && from >= PAGE_ALIGN(file->base_size)) {
            to = end & ~PAGE_MASK;
            ramfs_revoke(file, from, false);
            pagetree_cut(&file->pages, from >> PAGE_SHIFT, to >> PAGE_SHIFT);
        } else {
            error = clear_part(file, from, to);
            if (error)
                return error;
        }
        from = to;
    }
    return 0;
}

static int fill_range(struct ramfs_file *file, uint64_t from, uint64_t end)
{
    for (uint64_t i = from >> PAGE_SHIFT; i << PAGE_SHIFT < end; i++)
        if (i << PAGE_SHIFT >= file->base_size &&
            !ramfs_page_for_write(file, i, false))
            return -ENOSPC;
    return 0;
}

int ramfs_allocate(struct file *f, int mode, off_t offset, off_t length)
{
    struct vnode *v = f->vnode;
    off_t end = offset + length;
    int error = 0;

    if ((mode & (FALLOC_PUNCH_HOLE | FALLOC_ZERO_RANGE) &&
         ramfs_sealed(ramfs_file(v), F_SEAL_WRITE | F_SEAL_FUTURE_WRITE)) ||
        (!(mode & FALLOC_PUNCH_HOLE) && end > v->size &&
         ramfs_sealed(ramfs_file(v), F_SEAL_GROW)))
        return -EPERM;
    if (mode & (FALLOC_PUNCH_HOLE | FALLOC_ZERO_RANGE))
        error =
            clear_range(ramfs_file(v), offset, end < v->size ? end : v->size);
    if (!error && !(mode & FALLOC_PUNCH_HOLE))
        error = fill_range(ramfs_file(v), offset, end);
    if (error)
        return error;
    if (!(mode & FALLOC_KEEP_SIZE) && end > v->size)
        v->size = end;
    vnode_modified(v);
    return 0;
}
