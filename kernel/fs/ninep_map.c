/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Private mappings of files of a share: a page is read when it is touched
 * first. The node has an open fid of its own for that, since mappings outlive
 * descriptors. There are no shared ones: nothing would tell the host of a write
 * to a page, nor us of one to the host's file.
 */
#include "ninep.h"

#include <stddef.h>
#include <string.h>

static struct ninep_node *node_of(struct vm_object *object)
{
    return (struct ninep_node *)((char *)object -
                                 offsetof(struct ninep_node, object));
}

static void object_get(struct vm_object *object)
{
    vnode_get(&node_of(object)->v);
}

static void object_put(struct vm_object *object)
{
    vnode_put(&node_of(object)->v);
}

static int object_read(struct vm_object *object, uint64_t offset, void *page)
{
    struct ninep_node *node = node_of(object);
    ssize_t got =
        ninep_read_at(node->fs, node->mapped, page, PAGE_SIZE, offset);

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

int ninep_object(struct file *f, struct vm_object **object)
{
    struct ninep_node *node = ninep_node(f->vnode);
    uint32_t fid;
    int error;

    if (!S_ISREG(node->v.mode))
        return -ENODEV;
    if (node->mapped == NINEP_NO_FID) {
        error = ninep_open_fid(node->fs, node->fid, O_RDONLY, &fid);
        if (error)
            return error;
        if (node->mapped == NINEP_NO_FID)
            node->mapped = fid;
        else
            ninep_clunk(node->fs, fid);
    }
    *object = &node->object;
    node->object.ops = &object_ops;
    return 0;
}
