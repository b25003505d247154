/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Who hears of a change: the watches of the directory in which the node has the
 * name, then those of the node. Sequences are those of Linux.
 */
#include "inotify.h"

#define BUCKETS 64
#define NO_NAME ((struct name){NULL, 0})
/* Of these the type of the node was never told. */
#define WITHOUT_TYPE ((unsigned)(IN_MOVE_SELF | IN_DELETE_SELF))
/* Of names that have gone. */
#define UNLINKED IN_EXCL_UNLINK

/* By node. */
static struct inotify_watch *buckets[BUCKETS];

struct inotify_watch **inotify_bucket(const struct vnode *node)
{
    return &buckets[((uintptr_t)node >> 4) % BUCKETS];
}

struct inotify_watch *inotify_next(struct inotify_watch *w,
                                   const struct vnode *node)
{
    while (w && w->node != node)
        w = w->next;
    return w;
}

static void tell_watch(struct inotify_watch *w, unsigned mask, unsigned cookie,
                       struct name name)
{
    if (!(w->mask & mask & IN_ALL_EVENTS) || (w->mask & mask & UNLINKED))
        return;
    inotify_post(w->owner, w->wd, mask & ~UNLINKED, cookie, name);
    if (w->mask & IN_ONESHOT)
        inotify_end(w);
}

static void tell_all(const struct vnode *node, unsigned mask, unsigned cookie,
                     struct name name)
{
    struct inotify_watch *next;

    for (struct inotify_watch *w = inotify_first(node); w; w = next) {
        next = inotify_next(w->next, node);
        tell_watch(w, mask, cookie, name);
    }
}

void inotify_tell(struct vnode *dir, struct name name, struct vnode *node,
                  unsigned mask, unsigned cookie)
{
    if (node && S_ISDIR(node->mode) && !(mask & WITHOUT_TYPE))
        mask |= IN_ISDIR;
    if (dir)
        tell_all(dir, mask, cookie, name);
    if (node)
        tell_all(node, mask & ~UNLINKED, cookie, NO_NAME);
}

/* Where the node of a path is: "." and ".." are no names of a directory. */
static struct vnode *place(const struct path *p, struct name *name)
{
    struct vnode *node = p->node, *dir = p->dir;

    *name = p->name;
    if (p->last == PATH_NAME && dir)
        return dir;
    dir = S_ISDIR(node->mode) ? node->ops->parent(node) : node;
    return dir != node && dir->ops->name_of &&
                   dir->ops->name_of(dir, node, name)
               ? dir
               : NULL;
}

void inotify_path(const struct path *p, unsigned mask)
{
    struct name name;
    struct vnode *dir = place(p, &name);

    inotify_tell(dir, name, p->node, mask, 0);
}

static unsigned type(unsigned mode)
{
    return S_ISDIR(mode) ? IN_ISDIR : 0;
}

void inotify_made(const struct path *p, unsigned mode)
{
    inotify_tell(p->dir, p->name, NULL, IN_CREATE | type(mode), 0);
}

void inotify_linked(const struct path *p, struct vnode *node)
{
    inotify_tell(NULL, NO_NAME, node, IN_ATTRIB, 0);
    inotify_made(p, node->mode);
}

void inotify_removed(struct path *p)
{
    unsigned mode = p->node->mode;

    inotify_open_renamed(p->node, p, NULL);
    if (!S_ISDIR(mode))
        inotify_tell(NULL, NO_NAME, p->node, IN_ATTRIB, 0);
    vnode_put(p->node);
    p->node = NULL;
    inotify_tell(p->dir, p->name, NULL, IN_DELETE | type(mode), 0);
}

static void tell_move(const struct path *from, const struct path *to,
                      struct vnode *node, struct vnode *replaced)
{
    static unsigned cookie;
    unsigned kind = type(node->mode);

    if (!++cookie)
        cookie++;
    inotify_tell(from->dir, from->name, NULL, IN_MOVED_FROM | kind, cookie);
    inotify_tell(to->dir, to->name, NULL, IN_MOVED_TO | kind, cookie);
    if (replaced)
        inotify_tell(NULL, NO_NAME, replaced, IN_ATTRIB, 0);
    inotify_tell(NULL, NO_NAME, node, IN_MOVE_SELF, 0);
}

void inotify_moved(const struct path *from, const struct path *to,
                   bool exchange)
{
    if (to->node)
        inotify_open_renamed(to->node, to, exchange ? from : NULL);
    inotify_open_renamed(from->node, from, to);
    tell_move(from, to, from->node, exchange ? NULL : to->node);
    if (exchange)
        tell_move(to, from, to->node, NULL);
}

/* Each watch has a reference: with no other one nobody can reach the node. */
void inotify_left(struct vnode *node)
{
    static bool ending;
    struct inotify_watch *w;
    unsigned watches = 0;

    for (w = inotify_first(node); w; w = inotify_next(w->next, node))
        watches++;
    if (!watches || node->refs != watches || ending)
        return;
    ending = true;
    inotify_tell(NULL, NO_NAME, node, IN_DELETE_SELF, 0);
    while (watches-- && (w = inotify_first(node)))
        inotify_end(w);
    ending = false;
}
