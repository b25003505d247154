/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * lseek in regular files, with SEEK_DATA and SEEK_HOLE: data are the pages of
 * the file and the bytes of the initrd below them.
 */
#include "ramfs.h"

#include <unistd.h>

static bool is_data(const struct ramfs_file *file, uint64_t index)
{
    return index << PAGE_SHIFT < file->base_size ||
           pagetree_find(&file->pages, index);
}

static off_t find_data(struct vnode *v, off_t from)
{
    const struct ramfs_file *file = ramfs_file(v);
    uint64_t index = from >> PAGE_SHIFT;

    if (is_data(file, index))
        return from;
    index = pagetree_next(&file->pages, index);
    if (index >= (uint64_t)v->size >> PAGE_SHIFT &&
        (index == PAGETREE_NONE || index << PAGE_SHIFT >= (uint64_t)v->size))
        return -ENXIO;
    return index << PAGE_SHIFT;
}

static off_t find_hole(struct vnode *v, off_t from)
{
    const struct ramfs_file *file = ramfs_file(v);
    uint64_t index = from >> PAGE_SHIFT;

    if (!is_data(file, index))
        return from;
    while (index << PAGE_SHIFT < (uint64_t)v->size && is_data(file, index))
        index++;
    return index << PAGE_SHIFT < (uint64_t)v->size
               ? (off_t)(index << PAGE_SHIFT)
               : v->size;
}

off_t ramfs_seek(struct file *f, off_t offset, int whence)
{
    struct vnode *v = f->vnode;

    if (whence == SEEK_DATA || whence == SEEK_HOLE) {
        if (offset < 0 || offset >= v->size)
            return -ENXIO;
        return whence == SEEK_DATA ? find_data(v, offset)
                                   : find_hole(v, offset);
    }
    if (whence != SEEK_SET &&
        __builtin_add_overflow(offset, whence == SEEK_CUR ? f->offset : v->size,
                               &offset))
        return -EINVAL;
    return offset < 0 ? -EINVAL : offset;
}
