/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Under which name a file was opened: reading, writing and closing it are told
 * to watches of that directory, whatever other names the node has, and also
 * when the name has gone. A name for which there is no memory is not told.
 */
#include <kernel/mm.h>
#include <string.h>

#include "inotify.h"

#define BUCKETS 64

struct opened {
    struct opened *next;
    struct file *file;
    struct vnode *dir; /* a reference */
    bool gone;
    uint8_t length;
    char text[VFS_NAME_MAX];
};

static struct opened *buckets[BUCKETS];

static struct opened **find(const struct file *f)
{
    struct opened **at = &buckets[((uintptr_t)f >> 4) % BUCKETS];

    while (*at && (*at)->file != f)
        at = &(*at)->next;
    return at;
}

static void set_name(struct opened *o, const struct path *p)
{
    o->length = (uint8_t)p->name.length;
    memcpy(o->text, p->name.text, p->name.length);
}

static void note(struct file *f, const struct path *p)
{
    struct opened **at = find(f), *o;

    if (*at || p->last != PATH_NAME || !p->dir)
        return;
    o = kzalloc(sizeof(*o));
    if (!o)
        return;
    o->file = f;
    o->dir = vnode_get(p->dir);
    set_name(o, p);
    *at = o;
}

void inotify_open_renamed(struct vnode *node, const struct path *from,
                          const struct path *to)
{
    for (unsigned i = 0; i < BUCKETS; i++) {
        for (struct opened *o = buckets[i]; o; o = o->next) {
            struct vnode *old = o->dir;

            if (o->gone || old != from->dir || o->file->vnode != node ||
                o->length != from->name.length ||
                memcmp(o->text, from->name.text, o->length) != 0)
                continue;
            if (!to) {
                o->gone = true;
                continue;
            }
            set_name(o, to);
            o->dir = vnode_get(to->dir);
            vnode_put(old);
        }
    }
}

void inotify_file(struct file *f, unsigned mask)
{
    const struct opened *o = *find(f);
    struct path p = {.node = f->vnode, .last = PATH_ROOT};

    if (!f->vnode || f->flags & O_PATH)
        return;
    if (o)
        inotify_tell(o->dir, (struct name){o->text, o->length}, f->vnode,
                     mask | (o->gone ? IN_EXCL_UNLINK : 0), 0);
    else
        inotify_path(&p, mask);
}

void inotify_opened(struct file *f, const struct path *p, unsigned flags)
{
    if (!f->vnode || flags & O_PATH)
        return;
    if (!p->node)
        inotify_made(p, f->vnode->mode);
    note(f, p);
    inotify_file(f, IN_OPEN);
    if (p->node && flags & O_TRUNC && S_ISREG(p->node->mode))
        inotify_file(f, IN_MODIFY);
}

void inotify_closed(struct file *f)
{
    struct opened **at, *o;

    inotify_file(f, file_writable(f) ? IN_CLOSE_WRITE : IN_CLOSE_NOWRITE);
    at = find(f);
    o = *at;
    if (!o)
        return;
    *at = o->next;
    vnode_put(o->dir);
    kfree(o);
}
