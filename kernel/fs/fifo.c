/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * FIFOs: pipes that are found by a node of the file system, from the first
 * open to the last close; what was not read until then is gone. An open waits
 * until the other end was opened, too, even if that is closed again by then.
 */
#include "pipe.h"

#include <kernel/vfs.h>

static struct pipe *fifos;

static struct pipe *find(struct vnode *node)
{
    struct pipe *p = fifos;

    while (p && p->node != node)
        p = p->next;
    if (p || !(p = pipe_new()))
        return p;
    p->node = node;
    p->next = fifos;
    fifos = p;
    return p;
}

void fifo_forget(struct pipe *p)
{
    struct pipe **at = &fifos;

    while (*at != p)
        at = &(*at)->next;
    *at = p->next;
}

static int wait_for_writer(struct pipe *p)
{
    unsigned before = p->writer_opens;
    int error = 0;

    while (!error && !p->writers && p->writer_opens == before)
        error = wait_on(&p->data, WAIT_FOREVER, "a writer of a FIFO");
    return error;
}

static int wait_for_reader(struct pipe *p)
{
    unsigned before = p->reader_opens;
    int error = 0;

    while (!error && !p->readers && p->reader_opens == before)
        error = wait_on(&p->room, WAIT_FOREVER, "a reader of a FIFO");
    return error;
}

/* What comes after the end is open. */
static int meet(struct pipe *p, struct file *f)
{
    bool waits = !(f->flags & O_NONBLOCK);

    wait_wake(&p->data, WAIT_ALL);
    wait_wake(&p->room, WAIT_ALL);
    if (!file_writable(f)) {
        if (!p->writers)
            f->offset = p->writer_opens;
        return waits ? wait_for_writer(p) : 0;
    }
    return waits && !file_readable(f) ? wait_for_reader(p) : 0;
}

int fifo_open(struct vnode *node, unsigned flags, struct file **file)
{
    struct pipe *p = find(node);
    int error;

    if (!p)
        return -ENOMEM;
    if ((flags & FILE_ACCESS) == FILE_ACCESS)
        error = -EINVAL;
    else if ((flags & FILE_ACCESS) == O_WRONLY && (flags & O_NONBLOCK) &&
             !p->readers)
        error = -ENXIO;
    else
        error = (*file = pipe_end(p, flags, vnode_get(node))) ? 0 : -ENOMEM;
    if (error) {
        pipe_leave(p);
        return error;
    }
    error = meet(p, *file);
    if (error)
        file_put(*file);
    return error;
}
