/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inside of pipes: pipe.c is the ring and what can be done with an open end,
 * pipe_open.c pipe(2), fifo.c opens pipes that have a name, splice.c moves
 * bytes from and to pipes without the program.
 */
#ifndef KERNEL_FS_PIPE_H
#define KERNEL_FS_PIPE_H

#include <kernel/file.h>

#define PIPE_ATOMIC 4096u /* PIPE_BUF */

struct pipe {
    char *ring; /* from the first write on */
    unsigned size, head, used;
    unsigned readers, writers;           /* open ends */
    unsigned reader_opens, writer_opens; /* that ever were */
    struct wait_queue data, room;        /* who waits for them */
    ino_t ino;
    struct vnode *node; /* of a FIFO, borrowed: its ends hold it */
    struct pipe *next;  /* of the FIFOs that are open */
};

/* An empty pipe without ends, or NULL. */
struct pipe *pipe_new(void);
/* One more end, or both for O_RDWR, as a file; NULL where memory is out. */
struct file *pipe_end(struct pipe *p, unsigned flags, struct vnode *node);
/* Frees a pipe without ends, else wakes who waits at the other one. */
void pipe_leave(struct pipe *p);
/* The pipe of a file, or NULL. */
struct pipe *pipe_of(const struct file *f);

/* Opens a FIFO, waiting for the other end where Linux does. */
int fifo_open(struct vnode *node, unsigned flags, struct file **file);
/* Its last end is closed. */
void fifo_forget(struct pipe *p);

static inline unsigned pipe_room(const struct pipe *p)
{
    return p->size - p->used;
}

/* A read has something to say. */
static inline bool pipe_readable(const struct pipe *p)
{
    return p->used || !p->writers;
}

#endif
