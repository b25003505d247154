/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * /proc and /sys: file systems whose files are texts made when they are read.
 * Each file is one line in a table, procfs.c or sysfs.c, under its whole path;
 * a directory is whatever is the beginning of such a path. A component "#" is a
 * number that the entry's `next` enumerates: a thread, a descriptor.
 *
 * They are in an image if a text of the program names a path there: the
 * link step then makes mention_proc or mention_sys, which exist nowhere,
 * a root. A program that gets such a path from outside links with
 * -Wl,-u,mention_proc. mount(2) and ttyname(3) bring /proc, too.
 *
 * In pseudo/:
 * pseudofs.c       nodes, lookup, listing   pseudofs_file.c  open, read, write
 * procfs.c         the table of /proc       procfs_*.c       its texts
 * procfs_fd.c      links to open files      sysfs.c          the table of /sys
 */
#ifndef KERNEL_FS_PSEUDOFS_H
#define KERNEL_FS_PSEUDOFS_H

#include <kernel/vfs.h>

/* A text that grows as it is made; `failed` where memory was out. */
struct pseudo_text {
    char *bytes;
    size_t size, room;
    bool failed;
};

void pseudo_add(struct pseudo_text *, const void *bytes, size_t size);
/* The formats of kformat(); at most 511 bytes at once. */
void pseudo_print(struct pseudo_text *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct pseudo_entry {
    const char *path; /* below the root */
    mode_t mode;      /* S_IFLNK for links; else permissions of a file */
    const char *text; /* the whole text, or NULL: see show */
    int number;       /* what show and store get where no "#" is in the path */
    void (*show)(struct pseudo_text *, int number);
    /* Takes what was written at once: 0 or -errno. NULL: EACCES. */
    int (*store)(const char *bytes, size_t size, int number);
    /* The first valid number from this one on, or -1. */
    int (*next)(int from);
    /* Where a link leads that is more than its text: a reference. */
    int (*jump)(int number, struct vnode **node);
};

struct pseudo_fs {
    const struct pseudo_entry *entries;
    unsigned count;
    long magic;      /* of statfs */
    off_t file_size; /* what stat says of a file */
    dev_t dev;
};

/* Mounts those that the program asks for by its texts. */
void pseudo_mount_wanted(void);
/* A new root: NULL when out of memory. */
struct vnode *pseudo_mount(struct pseudo_fs *);

struct pseudo_node {
    struct vnode v;
    const struct pseudo_fs *fs;
    struct pseudo_node *parent; /* a reference; the root's is itself */
    const struct pseudo_entry *entry;
    size_t length; /* how much of entry->path leads here */
    int number;    /* of the component "#" on the way */
    char *target;  /* text of a link once it was asked for */
};

static inline struct pseudo_node *pseudo_node(struct vnode *v)
{
    return (struct pseudo_node *)v;
}

/* Makes the text of a node. */
void pseudo_show(const struct pseudo_node *, struct pseudo_text *);
int pseudo_open(struct vnode *, unsigned flags, struct file **);

extern struct pseudo_fs proc_fs, sys_fs;

void mention_proc(void);
void mention_sys(void);
long sys_mount(long, long, long, long, long);
#pragma weak mention_proc
#pragma weak mention_sys
#pragma weak sys_mount

static inline bool proc_wanted(void)
{
    return __unispec_reached(mention_proc);
}

static inline bool sys_wanted(void)
{
    return __unispec_reached(mention_sys);
}

/* Whether there are links that lead to more than their text. */
static inline bool pseudo_wanted(void)
{
    return proc_wanted() || sys_wanted() || __unispec_reached(sys_mount);
}

#endif
