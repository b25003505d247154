/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inside of inotify. The graph: an instance, which is a file, has watches and a
 * queue of events; a watch holds a reference to its node and is found by
 * it. A node that has no names any more and no other references than those
 * of its watches is gone: its watches end.
 *
 *     inotify_watch.c  watches come and go     inotify_tell.c  who hears of what
 *     inotify_file.c   an instance as a file   inotify_open.c  names of open files
 */
#ifndef KERNEL_FS_INOTIFY_H
#define KERNEL_FS_INOTIFY_H

#include <kernel/inotify.h>
#include <kernel/vfs.h>

struct inotify;

struct inotify_watch {
    struct inotify_watch *next;    /* of the same bucket */
    struct inotify_watch *sibling; /* of the same instance */
    struct inotify *owner;
    struct vnode *node; /* a reference */
    int wd;
    unsigned mask;
};

/* struct inotify_event without the name; len is that with the zeros behind. */
struct inotify_head {
    int wd;
    uint32_t mask, cookie, len;
};

struct inotify_entry {
    struct inotify_entry *next;
    struct inotify_head event;
    char text[];
};

struct inotify {
    struct wait_queue readers;
    struct inotify_entry *first, *last;
    unsigned count, bytes;
    struct inotify_entry *overflow; /* in the queue, or kept for it */
    bool overflowed;
    struct inotify_watch *watches;
    int last_wd;
};

/* The instance of a file, or NULL. */
struct inotify *inotify_of(const struct file *f);

/* Puts an event in the queue, unless the last one there is the same. */
void inotify_post(struct inotify *i, int wd, unsigned mask, unsigned cookie,
                  struct name name);

/* The first watch of the node, and the next one of the same node. */
struct inotify_watch **inotify_bucket(const struct vnode *node);
struct inotify_watch *inotify_next(struct inotify_watch *w,
                                   const struct vnode *node);

static inline struct inotify_watch *inotify_first(const struct vnode *node)
{
    return inotify_next(*inotify_bucket(node), node);
}

/* Ends a watch: its owner reads IN_IGNORED. */
void inotify_end(struct inotify_watch *w);

/* Tells watches of the directory, where it is not NULL, and of the node. */
void inotify_tell(struct vnode *dir, struct name name, struct vnode *node,
                  unsigned mask, unsigned cookie);

/* What is open under this name has none any more, or the other one. */
void inotify_open_renamed(struct vnode *node, const struct path *from,
                          const struct path *to);

#endif
