/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the disk file system needs of the kernel, in a program of the host. */
#include <kernel/arch.h>
#include <stdlib.h>
#include <string.h>

#include <fs/ext.h>
#include <fs/mount.h>

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

static uint64_t clock_ns; /* moved by the test */

uint64_t arch_clock_ns(void)
{
    return clock_ns;
}

uint64_t arch_wall_ns(void)
{
    return 1700000000000000000ull;
}

void timer_add(struct timer *timer, uint64_t when)
{
    (void)timer, (void)when; /* the next call sees the time */
}

void timer_remove(struct timer *timer)
{
    (void)timer;
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

const char *mount_why;

void page_stats(struct page_stats *stats)
{
    stats->total = 2048; /* few, so that blocks leave the cache */
}

const char *boot_after(const char *text, const char *prefix)
{
    size_t length = strlen(prefix);

    return strncmp(text, prefix, length) ? NULL : text + length;
}
