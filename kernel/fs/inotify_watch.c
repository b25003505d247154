/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * inotify_add_watch(2) and inotify_rm_watch(2). The checks have the order of
 * Linux.
 */
#include <kernel/mm.h>
#include <kernel/syscall.h>

#include "inotify.h"

#define HOW                                                                    \
    (IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK | IN_MASK_CREATE |           \
     IN_MASK_ADD | IN_ISDIR | IN_ONESHOT)
#define KNOWN                                                                  \
    ((unsigned)(IN_ALL_EVENTS | IN_UNMOUNT | IN_Q_OVERFLOW | IN_IGNORED | HOW))
/* What a watch keeps; it hears of its end in any case. */
#define KEPT                                                                   \
    ((unsigned)(IN_ALL_EVENTS | IN_UNMOUNT | IN_IGNORED | IN_EXCL_UNLINK |     \
                IN_ONESHOT))

void inotify_end(struct inotify_watch *w)
{
    struct inotify_watch **at = inotify_bucket(w->node);

    while (*at != w)
        at = &(*at)->next;
    *at = w->next;
    for (at = &w->owner->watches; *at != w; at = &(*at)->sibling)
        ;
    *at = w->sibling;
    inotify_post(w->owner, w->wd, IN_IGNORED, 0, (struct name){NULL, 0});
    vnode_put(w->node);
    kfree(w);
}

static long add(struct inotify *i, struct vnode *node, unsigned mask)
{
    struct inotify_watch *w = kzalloc(sizeof(*w)), **bucket;

    if (!w)
        return -ENOMEM;
    w->owner = i;
    w->node = vnode_get(node);
    w->wd = ++i->last_wd;
    w->mask = mask & KEPT;
    w->sibling = i->watches;
    i->watches = w;
    bucket = inotify_bucket(node);
    w->next = *bucket;
    *bucket = w;
    return w->wd;
}

static long update(struct inotify *i, struct vnode *node, unsigned mask)
{
    struct inotify_watch *w = inotify_first(node);

    while (w && w->owner != i)
        w = inotify_next(w->next, node);
    if (!w)
        return add(i, node, mask);
    if (mask & IN_MASK_CREATE)
        return -EEXIST;
    w->mask = (mask & IN_MASK_ADD ? w->mask : 0) | (mask & KEPT);
    return w->wd;
}

SYSCALL3(inotify_add_watch, int, fd, const char *, path, unsigned, mask)
{
    struct vnode *node;
    struct file *f;
    long result;
    int error;

    if ((mask & ~KNOWN) || !mask)
        return -EINVAL;
    f = fd_get(fd);
    if (!f)
        return -EBADF;
    if ((mask & IN_MASK_ADD && mask & IN_MASK_CREATE) || !inotify_of(f))
        return -EINVAL;
    error = vfs_lookup(AT_FDCWD, path, mask & IN_DONT_FOLLOW ? 0 : PATH_FOLLOW,
                       &node);
    if (error)
        return error;
    result = mask & IN_ONLYDIR && !S_ISDIR(node->mode)
                 ? -ENOTDIR
                 : update(inotify_of(f), node, mask);
    vnode_put(node);
    return result;
}

SYSCALL2(inotify_rm_watch, int, fd, int, wd)
{
    struct file *f = fd_get(fd);
    struct inotify_watch *w;

    if (!f)
        return -EBADF;
    if (!inotify_of(f))
        return -EINVAL;
    w = inotify_of(f)->watches;
    while (w && w->wd != wd)
        w = w->sibling;
    if (!w)
        return -EINVAL;
    inotify_end(w);
    return 0;
}
