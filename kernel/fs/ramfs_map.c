/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Mapping regular files. A private mapping copies a page at its first fault; a
 * shared one has the file's own page, so both see the same bytes at once.
 */
#include "ramfs.h"

#include <stddef.h>
#include <string.h>

static struct ramfs_file *file_of(struct vm_object *object)
{
    return (struct ramfs_file *)((char *)object -
                                 offsetof(struct ramfs_file, object));
}

static void object_get(struct vm_object *object)
{
    vnode_get(&file_of(object)->v);
}

static void object_put(struct vm_object *object)
{
    vnode_put(&file_of(object)->v);
}

static bool inside(const struct ramfs_file *file, uint64_t offset)
{
    return offset < (uint64_t)file->v.size;
}

static int object_read(struct vm_object *object, uint64_t offset, void *page)
{
    struct ramfs_file *file = file_of(object);
    size_t n = PAGE_SIZE;

    if (!inside(file, offset))
        return -EFAULT;
    if (file->v.size - offset < n)
        n = file->v.size - offset;
    ramfs_copy_out(file, page, n, offset);
    memset((char *)page + n, 0, PAGE_SIZE - n);
    return 0;
}

static void *object_share(struct vm_object *object, uint64_t offset)
{
    struct ramfs_file *file = file_of(object);

    if (!inside(file, offset))
        return NULL;
    return ramfs_page_for_write(file, offset >> PAGE_SHIFT, false);
}

static const struct vm_object_ops object_ops = {
    .get = object_get,
    .put = object_put,
    .read = object_read,
    .share = object_share,
};

int ramfs_object(struct file *f, struct vm_object **object)
{
    *object = &ramfs_file(f->vnode)->object;
    (*object)->ops = &object_ops;
    return 0;
}
