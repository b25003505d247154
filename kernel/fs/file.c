/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Life of an open file. The console's files are static and hold a reference
 * to themselves, so they never come to file_put()'s end: in a program that
 * makes no other files that end is not there. Used by whatever makes or closes
 * descriptors.
 */
#include <kernel/mm.h>
#include <kernel/vfs.h>
#include <unispec/syscalls.h>

#include "epoll.h"
#include "lock.h"

/* Asking whether these are reached must not extract them. */
#pragma weak sys_epoll_ctl
#pragma weak epoll_forget
#pragma weak lock_take
#pragma weak lock_forget

struct file *file_spare;

struct file *file_new(const struct file_ops *ops, unsigned flags,
                      struct vnode *node)
{
    struct file *f = file_spare;

    file_spare = NULL;
    if (!f)
        f = kzalloc(sizeof(*f));
    if (!f) {
        vnode_put(node);
        return NULL;
    }
    f->ops = ops;
    f->refs = 1;
    f->flags = flags;
    f->vnode = node;
    return f;
}

void file_put(struct file *f)
{
    if (--f->refs || !__unispec_reached(file_new))
        return;
    if (INOTIFY)
        inotify_closed(f);
    if (__unispec_reached(sys_epoll_ctl))
        epoll_forget(f);
    if (__unispec_reached((const void *)lock_take))
        lock_forget(f, NULL);
    if (f->ops->release)
        f->ops->release(f);
    vnode_put(f->vnode);
    kfree(f);
}
