/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inside of ramfs, the file system in memory. Graph: directories hold entries
 * (ramfs_names.c), an entry holds a reference to a node, a directory below the
 * root holds one to its parent. A node lives as long as an entry, an open file
 * or a lookup refers to it.
 *
 * ramfs_node.c    nodes of all types       ramfs_names.c    entries, hashed
 * ramfs_dir.c     lookup and listing       ramfs_create.c   new nodes
 * ramfs_link.c    link, unlink, empty      ramfs_rename.c   rename, exchange
 * ramfs_file.c    read, write              ramfs_data.c     pages, initrd
 * ramfs_truncate.c, ramfs_allocate.c, ramfs_seek.c, ramfs_map.c
 */
#ifndef KERNEL_FS_RAMFS_H
#define KERNEL_FS_RAMFS_H

#include <kernel/mm.h>
#include <kernel/vfs.h>

#include "pagetree.h"
#include "seals.h"

#define RAMFS_DEV 0x15 /* an anonymous device number, 0:21 */

struct ramfs_entry {
    struct ramfs_entry *hash_next;       /* chain of the hash table */
    struct ramfs_entry *previous, *next; /* in the directory, by cookie */
    struct ramfs_dir *dir;
    struct vnode *node; /* a reference */
    off_t cookie;
    unsigned hash;
    uint8_t length;
    char text[];
};

struct ramfs_dir {
    struct vnode v;
    struct ramfs_dir *parent; /* a reference; the root's is itself */
    struct ramfs_entry *first, *last;
    off_t cookies; /* the next one to give out */
    bool devices;  /* /dev, without its nodes as yet */
};

struct ramfs_link {
    struct vnode v;
    char target[];
};

/*
 * The bytes of a regular file: a page of the tree where there is one, else
 * the initrd's bytes below base_size, else zeros.
 */
struct ramfs_file {
    struct vnode v;
    struct pagetree pages;
    const char *base;
    size_t base_size;
    struct vm_object object; /* what mappings refer to */
    unsigned seals;          /* F_SEAL_*, and RAMFS_SEALABLE */
};

#define RAMFS_SEALABLE 0x80000000u /* made by memfd_create */

/* Asking whether it is reached must not extract it. */
#pragma weak memfd_seals

static inline bool ramfs_sealed(const struct ramfs_file *file, unsigned seals)
{
    return __unispec_reached((const void *)memfd_seals) && file->seals & seals;
}

static inline struct ramfs_dir *ramfs_dir(struct vnode *v)
{
    return (struct ramfs_dir *)v;
}

static inline struct ramfs_file *ramfs_file(struct vnode *v)
{
    return (struct ramfs_file *)v;
}

/* A new node of the type in mode, without a name; NULL when out of memory. */
struct vnode *ramfs_node(mode_t mode, dev_t rdev, const char *target,
                         size_t length);

extern const struct vnode_ops ramfs_dir_ops, ramfs_file_ops, ramfs_link_ops,
    ramfs_device_ops;
extern const struct file_ops ramfs_file_io;

/* The root of a new tree, or NULL. */
struct vnode *ramfs_mount(void);

/* Entries. Insertion takes a reference to the node. */
struct ramfs_entry *ramfs_find(struct ramfs_dir *dir, struct name name);
/* One of the names of a node, or NULL: goes through all of them. */
struct ramfs_entry *ramfs_entry_of(const struct vnode *node);
int ramfs_insert(struct ramfs_dir *dir, struct name name, struct vnode *node);
void ramfs_remove(struct ramfs_entry *entry);

/* Counts of a directory into which a node comes, and from which it goes. */
void ramfs_enter(struct ramfs_dir *dir, struct vnode *node);
void ramfs_leave(struct ramfs_dir *dir, struct vnode *node);

/* Slots of the operations tables, each in a file of its own. */
int ramfs_create(struct vnode *, struct name, mode_t, dev_t, const char *,
                 struct vnode **);
int ramfs_add_link(struct vnode *, struct name, struct vnode *);
int ramfs_unlink(struct vnode *, struct name, struct vnode *);
bool ramfs_empty(struct vnode *);
int ramfs_rename(struct vnode *, struct name, struct vnode *, struct vnode *,
                 struct name, struct vnode *, bool exchange);
int ramfs_truncate(struct vnode *, off_t);
int ramfs_allocate(struct file *, int mode, off_t, off_t);
off_t ramfs_seek(struct file *, off_t, int whence);
int ramfs_object(struct file *, struct vm_object **);
void ramfs_statfs(struct vnode *, struct statfs *);

/* Data. page_for_write: the page is the file's own; NULL when out of memory. */
void ramfs_copy_out(struct ramfs_file *, void *buffer, size_t n, off_t at);
char *ramfs_page_for_write(struct ramfs_file *, uint64_t index, bool whole);
/* Takes pages from this offset on away from mappings; see vm_object_revoke(). */
void ramfs_revoke(struct ramfs_file *, uint64_t from, bool cut);

#endif
