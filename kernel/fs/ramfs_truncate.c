/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Changing the size of a regular file, and clearing a range of it. */
#include "ramfs.h"

#include <string.h>

#pragma weak file_object

void ramfs_revoke(struct ramfs_file *file, uint64_t from, bool cut)
{
    if (__unispec_reached(file_object))
        vm_object_revoke(&file->object, from, cut);
}

int ramfs_truncate(struct vnode *v, off_t size)
{
    struct ramfs_file *file = ramfs_file(v);

    if ((size < v->size && ramfs_sealed(file, F_SEAL_SHRINK)) ||
        (size > v->size && ramfs_sealed(file, F_SEAL_GROW)))
        return -EPERM;
    if (size < v->size) {
        uint64_t end = PAGE_ALIGN((uint64_t)size);
        char *last = pagetree_find(&file->pages, size >> PAGE_SHIFT);

        if (size & PAGE_MASK && last)
            memset(last + (size & PAGE_MASK), 0,
                   PAGE_SIZE - (size & PAGE_MASK));
        ramfs_revoke(file, end, true);
        pagetree_cut(&file->pages, end >> PAGE_SHIFT, PAGETREE_NONE);
        if (file->base_size > (uint64_t)size)
            file->base_size = size;
    }
    v->size = size;
    vnode_modified(v);
    return 0;
}
