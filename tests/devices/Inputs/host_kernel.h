/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What file systems need of the kernel, in a program of the host. */
#include <kernel/mm.h>
#include <kernel/vfs.h>
#include <stdlib.h>

#include <fs/mount.h>

/* Nobody watches. */
void inotify_left(struct vnode *node)
{
    (void)node;
}

void *page_alloc(unsigned order)
{
    return aligned_alloc(PAGE_SIZE, PAGE_SIZE << order);
}

void page_free(void *block, unsigned order)
{
    (void)order;
    free(block);
}

unsigned page_order(size_t size)
{
    unsigned order = 0;

    while (PAGE_SIZE << order < size)
        order++;
    return order;
}

void *kmalloc(size_t size)
{
    return malloc(size);
}

void *kzalloc(size_t size)
{
    return calloc(1, size);
}

void *krealloc(void *p, size_t size)
{
    return realloc(p, size);
}

void kfree(void *p)
{
    free(p);
}

dev_t mount_dev(void)
{
    return 7;
}

struct file *file_new(const struct file_ops *ops, unsigned flags,
                      struct vnode *node)
{
    struct file *f = calloc(1, sizeof(*f));

    f->ops = ops;
    f->flags = flags;
    f->vnode = node;
    return f;
}
