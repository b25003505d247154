/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inside of epoll. The graph: an epoll has items, found by file and
 * descriptor; an item is a waiter in the queues of its file, and when one of
 * these wakes it goes to the end of the epoll's ready list. Only what is in
 * that list is looked at, so a wait costs what is ready, not what is watched.
 *
 *     epoll_ctl.c   items come and go       epoll_item.c  waking, the ready list
 *     epoll_wait.c  taking events           epoll_file.c  an epoll as a file
 *     epoll_nest.c  an epoll within another
 */
#ifndef KERNEL_FS_EPOLL_H
#define KERNEL_FS_EPOLL_H

#include <kernel/file.h>
#include <sys/epoll.h>

#define EPOLL_NESTS 4 /* epolls within an epoll, as on Linux */
#define EPOLL_FLAGS                                                            \
    ((unsigned)EPOLLET | EPOLLONESHOT | EPOLLEXCLUSIVE | EPOLLWAKEUP)

struct epoll;

/* A waiter that knows its item. */
struct epoll_waiter {
    struct waiter waiter; /* first: found from the queue */
    struct epoll_item *item;
};

struct epoll_item {
    struct epoll *epoll;
    struct file *file; /* borrowed: a file that ends takes its items along */
    int fd;
    uint32_t events; /* without any but EPOLL_FLAGS: silent */
    uint64_t data;
    struct epoll_item *next; /* in its bucket */
    struct epoll_item *next_ready, *prev_ready;
    bool ready; /* in the ready list */
    unsigned queues;
    struct epoll_waiter waiters[POLL_QUEUES];
};

struct epoll {
    struct epoll *next_all;
    struct file *file; /* that it is */
    struct wait_queue waiting; /* calls of epoll_wait */
    struct wait_queue watched; /* poll, and items of other epolls */
    struct epoll_item *first_ready, *last_ready;
    struct epoll_item **buckets; /* 1 << bits */
    unsigned bits, count;
};

extern struct epoll *epoll_all;
extern const struct file_ops epoll_ops;

static inline struct epoll *epoll_of(struct file *f)
{
    return f->ops == &epoll_ops ? f->private : NULL;
}

static inline struct epoll_item **epoll_bucket(const struct epoll *e,
                                               const struct file *f)
{
    uint64_t hash = ((uintptr_t)f >> 4) * 0x9e3779b97f4a7c15ull;

    return &e->buckets[hash >> 32 & ((1u << e->bits) - 1)];
}

struct epoll_item *epoll_find(struct epoll *e, const struct file *f, int fd);

/* Frees an item that is in its bucket. */
void epoll_remove(struct epoll_item *item);

/* Looks at the file: the events that it was asked for and that hold. */
uint32_t epoll_look(struct epoll_item *item, struct poll_table *t);

/* In and out of the ready list; telling whoever waits for the epoll. */
void epoll_append(struct epoll_item *item);
void epoll_drop(struct epoll_item *item);
void epoll_tell(struct epoll *e);

/* The function of its waiters. */
void epoll_wake(struct waiter *w);

/* The file ends: it is in no epoll any more. */
void epoll_forget(struct file *f);

/* -ELOOP where the epoll must not watch the file. */
int epoll_check_nest(struct epoll *e, struct file *f);
/* A device may wake it from now on, and those that watch it. */
void epoll_make_external(struct epoll *e);

#endif
