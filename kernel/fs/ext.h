/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inside of the disk file system: ext3, as `mke2fs -t ext3` makes it and any
 * Linux mounts it. Blocks of metadata are in a cache; what a call changes of
 * them is in one running transaction, which the journal makes atomic. Data of
 * files goes to the device at once and is flushed before the transaction that
 * refers to it counts, so that after a cut of power a file has what was written
 * to it, never what its blocks held before.
 *
 * ext_cache.c    blocks of metadata     ext_journal.c  commit
 * ext_replay.c   recovery
 * ext_alloc.c    bitmaps, groups        ext_inode.c    inodes, their blocks
 * ext_dir.c      entries                ext_name.c     names: make, remove
 * ext_node.c     nodes                  ext_file.c     open files
 * ext_mount.c    mounting, the end
 *
 * Block and inode numbers and the lengths of entries are checked where they are
 * read from the disk: what makes no sense is -EIO.
 */
#ifndef KERNEL_FS_EXT_H
#define KERNEL_FS_EXT_H

#include <kernel/blockdev.h>
#include <kernel/mm.h>
#include <kernel/timer.h>
#include <kernel/vfs.h>

#define EXT_ROOT 2u
#define EXT_JOURNAL 8u
#define EXT_POINTERS 15 /* of an inode: 12 blocks, 3 trees */
#define EXT_BUCKETS 128
#define EXT_DIRTY_MAX 192 /* blocks: then the next call commits */

/* The superblock, from its byte 0; only what is used has a name. */
struct ext_super {
    uint32_t inodes, blocks, reserved, free_blocks, free_inodes;
    uint32_t first_block, log_block_size, log_fragment;
    uint32_t group_blocks, group_fragments, group_inodes;
    uint32_t times[2];
    uint16_t mounts, mounts_max, magic, state, errors, minor;
    uint32_t checked, interval, creator, revision;
    uint16_t reserved_uid, reserved_gid;
    uint32_t first_inode;
    uint16_t inode_size, group;
    uint32_t compatible, incompatible, read_only;
    uint8_t more[128];
    uint32_t last_orphan;
};
_Static_assert(offsetof(struct ext_super, incompatible) == 96, "superblock");
_Static_assert(offsetof(struct ext_super, last_orphan) == 232, "superblock");

#define EXT_RECOVER 4u /* of incompatible: the journal has something */

struct ext_group {
    uint32_t block_bitmap, inode_bitmap, inode_table;
    uint16_t free_blocks, free_inodes, directories, pad;
    uint32_t reserved[3];
};
_Static_assert(sizeof(struct ext_group) == 32, "group descriptor");

struct ext_inode {
    uint16_t mode, uid;
    uint32_t size, atime, ctime, mtime, dtime;
    uint16_t gid, links;
    uint32_t sectors, flags, version;
    uint32_t pointers[EXT_POINTERS];
    uint32_t generation, acl, size_high, fragment;
    uint16_t pad, pad2, uid_high, gid_high;
    uint32_t pad3;
    /* Only in inodes that are larger than this, EXT_EXTRA bytes of them. */
    uint16_t extra_size, pad4;
    uint32_t ctime_more, mtime_more, atime_more, btime, btime_more, extra[2];
};
#define EXT_INODE_MIN 128u
#define EXT_EXTRA 32u
_Static_assert(offsetof(struct ext_inode, extra_size) == EXT_INODE_MIN &&
                   sizeof(struct ext_inode) == EXT_INODE_MIN + EXT_EXTRA,
               "inode");

#define EXT_INDEXED 0x1000u /* of flags: a directory with a hash tree */

struct ext_buffer {
    struct ext_buffer *next, *dirty_next;
    uint32_t block;
    bool dirty; /* of the running transaction */
    unsigned char *data;
};

struct ext_range {
    uint32_t start, count;
};

struct ext_node {
    struct vnode v; /* first */
    struct ext *fs;
    struct ext_node *next;        /* of all nodes in use */
    struct ext_node *parent;      /* of a directory: a reference */
    struct ext_node *orphan_next; /* of those without a name */
    uint32_t pointers[EXT_POINTERS];
    uint32_t sectors, flags;
    uint32_t orphan; /* the next orphan's number, on the disk */
    uint32_t goal;   /* where the next block is looked for */
    char *target;    /* of a link, once it was asked for */
    struct vm_object object;
};

struct ext {
    struct ext *next; /* of all that are mounted */
    struct blockdev *disk;
    dev_t dev;
    bool read_only;
    bool failed; /* nothing is written any more: what there is may be half */
    unsigned block_size, groups, inode_size;
    uint32_t blocks, first_block, group_blocks, group_inodes, inodes;
    uint32_t super_block, super_offset;
    struct ext_node *nodes, *orphans;
    unsigned node_count;
    struct ext_buffer *table[EXT_BUCKETS], *dirty;
    unsigned cached, cached_max, dirty_count;
    struct ext_range *freed; /* in this transaction: free after it */
    unsigned freed_count, freed_room;
    bool full;           /* no block was to be had */
    bool metadata_freed; /* the journal must forget what it has of it */
    bool unflushed;      /* data was written since the last flush */
    uint64_t started;    /* when the transaction began, ns */
    struct timer timer;  /* ends it where the program only waits */
    struct ext_node *journal;
    uint32_t log_first, log_size, log_head, sequence;
};

static inline struct ext_node *ext_node(struct vnode *v)
{
    return (struct ext_node *)v;
}

/*
 * Begins a call: makes room in the cache, commits what has become too much.
 * Calls do not interleave: the kernel is not preempted, and a disk is waited
 * for without giving way. Only a page fault on the program's memory may come
 * in between, and may read a file of the disk: that does not enter, so that it
 * moves nothing.
 */
int ext_enter(struct ext *fs);
/* The same for one that changes something: -EROFS, -EIO. */
int ext_begin(struct ext *fs);

/* The buffer stays until the next ext_enter(). NULL: -EIO, and no more can be
 * changed, since the caller may be in the middle of that. */
struct ext_buffer *ext_get(struct ext *fs, uint32_t block);
/* The same without reading: zeros, changed. */
struct ext_buffer *ext_new(struct ext *fs, uint32_t block);
void ext_dirty(struct ext *fs, struct ext_buffer *b);
/* A block of metadata is free: what was changed in it is nothing any more. */
void ext_forget(struct ext *fs, uint32_t block);
void ext_drop_clean(struct ext *fs);
void ext_drop_all(struct ext *fs);
struct ext_super *ext_super(struct ext *fs, struct ext_buffer **b);
int ext_read_block(struct ext *fs, uint32_t block, void *data);
int ext_write_block(struct ext *fs, uint32_t block, const void *data);

/* Why a disk is not mounted, for the user; gives -EINVAL. */
int ext_refuse(const char *why);

/* All that was changed is on the medium when this gives 0. */
int ext_commit(struct ext *fs);
int ext_journal_open(struct ext *fs);
/* Whether there was something is in the superblock's flag. */
int ext_journal_replay(struct ext *fs);
int ext_journal_start(struct ext *fs);
int ext_journal_stop(struct ext *fs);

/* A free block, if possible near the goal, marked as used; or -errno. */
int ext_alloc_block(struct ext *fs, uint32_t goal, uint32_t *block);
void ext_free_block(struct ext *fs, uint32_t block, bool metadata);
/* Clears the bits of what this transaction freed. */
int ext_apply_frees(struct ext *fs);
int ext_alloc_inode(struct ext *fs, uint32_t near, bool directory,
                    uint32_t *ino);
int ext_free_inode(struct ext *fs, uint32_t ino, bool directory);
bool ext_valid_block(const struct ext *fs, uint32_t block);

/* Inodes. Storing puts the node's attributes in the running transaction. */
struct ext_inode *ext_inode(struct ext *fs, uint32_t ino,
                            struct ext_buffer **b);
int ext_load(struct ext_node *node);
int ext_store(struct ext_node *node);
/* The block of the disk for a block of a file; 0: a hole. make: makes one,
 * and sets *made. */
int ext_map(struct ext_node *node, uint64_t index, bool make, uint32_t *block,
            bool *made);
/* Frees blocks from this index on. */
int ext_cut(struct ext_node *node, uint64_t from);
int ext_truncate(struct vnode *v, off_t size);
/* Zeros behind the end, before the file grows past it. */
int ext_clear_tail(struct ext_node *node);

/* Entries of a directory. */
struct ext_entry {
    uint32_t ino;
    uint16_t size;
    uint8_t length, type;
    char name[];
};
struct ext_place {
    struct ext_buffer *buffer;
    struct ext_entry *entry, *previous; /* in the same block, or NULL */
};
int ext_find(struct ext_node *dir, struct name name, struct ext_place *place);
int ext_find_ino(struct ext_node *dir, uint32_t ino, struct ext_place *place);
int ext_add_entry(struct ext_node *dir, struct name name,
                  const struct ext_node *node);
int ext_remove_entry(struct ext_node *dir, struct ext_place *place);
int ext_set_entry(struct ext_node *dir, struct ext_place *place,
                  const struct ext_node *node);
int ext_make_dots(struct ext_node *dir, struct ext_node *parent);
bool ext_empty(struct vnode *dir);
off_t ext_list(struct file *, off_t at, dirent_sink *, void *);

/* Nodes. */
int ext_node_get(struct ext *fs, uint32_t ino, struct ext_node *dir,
                 struct vnode **node);
struct ext_node *ext_node_new(struct ext *fs, uint32_t ino, mode_t mode);
void ext_set_parent(struct ext_node *node, struct ext_node *dir);
/* The node has no name any more, and goes with its last reference. */
int ext_orphan(struct ext_node *node);
void ext_touch(struct ext_node *node);

/* The last reference to a node without a name is gone, or the machine ends. */
int ext_destroy(struct ext_node *node);

extern const struct vnode_ops ext_ops;

/* Slots of the operations. */
int ext_lookup(struct vnode *, struct name, struct vnode **);
int ext_create(struct vnode *, struct name, mode_t, dev_t, const char *,
               struct vnode **);
int ext_link(struct vnode *, struct name, struct vnode *);
int ext_unlink(struct vnode *, struct name, struct vnode *);
int ext_rename(struct vnode *, struct name, struct vnode *, struct vnode *,
               struct name, struct vnode *, bool exchange);
int ext_open(struct vnode *, unsigned flags, struct file **);
void ext_statfs(struct vnode *, struct statfs *);
/* Up to n bytes of a file. */
ssize_t ext_read_at(struct ext_node *, char *buffer, size_t n, uint64_t at);
ssize_t ext_write_at(struct ext_node *, const char *buffer, size_t n,
                     uint64_t at);

#endif
