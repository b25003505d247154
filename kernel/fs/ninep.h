/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Inside of the 9P client: folders of the host by the protocol 9P2000.L over a
 * request channel (virtio). The server names open things and places by fids,
 * which we choose; a node has one for its place, an open file one of its own.
 *
 * ninep_message.c   one request and its answer; all checks of lengths
 * ninep_fid.c       numbers of fids; clone, open, clunk
 * ninep_node.c      nodes, attributes, lookup     ninep_dir.c    names
 * ninep_list.c      listing a directory           ninep_file.c   open files
 * ninep_map.c       private mappings              ninep_mount.c  mounting
 *
 * Nothing that the server says is kept but the attributes of nodes, which are
 * asked for again at each lookup and fstat, so that changes made on the host
 * are seen. Names, sizes and counts of the server are checked where they are
 * read; an answer that breaks the protocol is -EIO.
 */
#ifndef KERNEL_FS_NINEP_H
#define KERNEL_FS_NINEP_H

#include <kernel/channel.h>
#include <kernel/mm.h>
#include <kernel/vfs.h>

/* Types of requests; an answer has the next number. */
enum {
    NINEP_ERROR = 7, /* an answer: Rlerror */
    NINEP_STATFS = 8,
    NINEP_OPEN = 12,
    NINEP_CREATE = 14,
    NINEP_SYMLINK = 16,
    NINEP_READLINK = 22,
    NINEP_GETATTR = 24,
    NINEP_SETATTR = 26,
    NINEP_READDIR = 40,
    NINEP_FSYNC = 50,
    NINEP_LINK = 70,
    NINEP_MKDIR = 72,
    NINEP_RENAME = 74,
    NINEP_UNLINK = 76,
    NINEP_VERSION = 100,
    NINEP_ATTACH = 104,
    NINEP_WALK = 110,
    NINEP_READ = 116,
    NINEP_WRITE = 118,
    NINEP_CLUNK = 120,
};

#define NINEP_NO_FID UINT32_MAX
#define NINEP_MAGIC 0x01021997

/* Heads of messages that carry data: size, type, tag and the fields. */
#define NINEP_READ_HEAD 11
#define NINEP_WRITE_HEAD 23
/* The most bytes of data at once, less where the server wants that. */
#define NINEP_DATA_MAX (128u << 10)
#define NINEP_DATA_MIN 4096u

struct ninep {
    struct ninep *next; /* of all that are mounted */
    struct channel *channel;
    unsigned nodes; /* alive; the last one's end is that of the session */
    dev_t dev;
    unsigned data_max; /* bytes of data in one message */
    bool read_only;
    uint16_t tag;
    /* Numbers of fids that are free again, and the first never used. */
    uint32_t *free_fids;
    unsigned free_count, free_room;
    uint32_t next_fid;
};

struct ninep_node {
    struct vnode v; /* first */
    struct ninep *fs;
    struct ninep_node *hash_next;
    struct ninep_node *parent; /* of a directory: a reference; root: itself */
    char *name;                /* of a directory, in its parent */
    size_t name_length;
    uint64_t path; /* the server's number of the file */
    uint32_t fid;
    uint32_t created; /* open since it was made, for the next open; or none */
    uint32_t mapped;  /* open for mappings, or none */
    blkcnt_t blocks;
    char *target; /* of a link, once it was asked for */
    struct vm_object object;
};

static inline struct ninep_node *ninep_node(struct vnode *v)
{
    return (struct ninep_node *)v;
}

/*
 * A request: ninep_begin(), the fields in the order of the protocol, then
 * ninep_do(), the fields of the answer, and ninep_end() in any case. `room` is
 * for the fields of the answer. Running out of memory and fields that are not
 * there are kept in `error`: looking at the result of ninep_do() and of
 * ninep_end() is enough.
 */
struct ninep_call {
    struct ninep *fs;
    unsigned char *out, *in;
    size_t out_room, out_size, in_room, in_size, at;
    uint8_t type;
    int error;
};

void ninep_begin(struct ninep_call *c, struct ninep *fs, uint8_t type,
                 size_t out_room, size_t in_room);
void ninep_put(struct ninep_call *c, uint64_t value, unsigned bytes);
void ninep_put_name(struct ninep_call *c, const char *text, size_t length);
uint64_t ninep_get(struct ninep_call *c, unsigned bytes);
/* Bytes of a text, which stays in the answer; NULL: it is not there. */
const char *ninep_get_text(struct ninep_call *c, size_t *length);
/*
 * Sends it, with data of the caller behind the fields, and waits. The data of
 * an answer that has any goes to `in`; *received is how many bytes of it came,
 * at most in->size. 0 or -errno.
 */
int ninep_do(struct ninep_call *c, const struct piece *out,
             const struct piece *in, size_t *received);
/* Frees it; 0, or the error of the whole. */
int ninep_end(struct ninep_call *c);

static inline void ninep_put8(struct ninep_call *c, uint8_t v)
{
    ninep_put(c, v, 1);
}

static inline void ninep_put32(struct ninep_call *c, uint32_t v)
{
    ninep_put(c, v, 4);
}

static inline void ninep_put64(struct ninep_call *c, uint64_t v)
{
    ninep_put(c, v, 8);
}

/* A file's identity; its other fields are not used. */
struct ninep_qid {
    uint64_t path;
    uint8_t type;
};
#define NINEP_QID_SIZE 13
struct ninep_qid ninep_get_qid(struct ninep_call *c);

/* Fids. A new one for the same place, or for a name below it. */
int ninep_walk(struct ninep *fs, uint32_t fid, const struct name *name,
               uint32_t *found, struct ninep_qid *qid);
/* A new fid for the same place, open with O_* flags. */
int ninep_open_fid(struct ninep *fs, uint32_t fid, unsigned flags,
                   uint32_t *opened);
int ninep_fid_new(struct ninep *fs, uint32_t *fid);
void ninep_fid_free(struct ninep *fs, uint32_t fid);
/* Tells the server, too. Nothing for NINEP_NO_FID. */
void ninep_clunk(struct ninep *fs, uint32_t fid);

/* What getattr says. */
struct ninep_attributes {
    uint64_t path;
    mode_t mode;
    uid_t uid;
    gid_t gid;
    nlink_t nlink;
    dev_t rdev;
    off_t size;
    blkcnt_t blocks;
    struct timespec atime, mtime, ctime;
};
int ninep_getattr(struct ninep *fs, uint32_t fid, struct ninep_attributes *a);

/* Slots of the operations. */
int ninep_lookup(struct vnode *dir, struct name name, struct vnode **node);
int ninep_refresh(struct vnode *v);
int ninep_set(struct vnode *v, const struct vnode_attributes *, unsigned what);
int ninep_truncate(struct vnode *v, off_t size);
int ninep_create(struct vnode *, struct name, mode_t, dev_t, const char *,
                 struct vnode **);
int ninep_link(struct vnode *, struct name, struct vnode *);
int ninep_unlink(struct vnode *, struct name, struct vnode *);
int ninep_rename(struct vnode *, struct name, struct vnode *, struct vnode *,
                 struct name, struct vnode *, bool exchange);
const char *ninep_target(struct vnode *v);
int ninep_open(struct vnode *v, unsigned flags, struct file **file);
off_t ninep_list(struct file *, off_t at, dirent_sink *, void *);
int ninep_object(struct file *, struct vm_object **);
void ninep_statfs(struct vnode *v, struct statfs *st);

extern const struct vnode_ops ninep_ops;

/* The node of a place; takes the fid over in any case. dir: where it lies. */
int ninep_node_get(struct ninep *fs, uint32_t fid, struct ninep_node *dir,
                   struct name name, struct vnode **node);
/* Remembers where a directory lies. -EIO where that makes a ring. */
int ninep_set_parent(struct ninep_node *node, struct ninep_node *dir,
                     struct name name);
/* The session is over: no node is left. */
void ninep_free(struct ninep *fs);

/* An open file or directory. */
struct ninep_file {
    uint32_t fid;
    /* Of a directory: entries that were fetched and not yet listed. */
    unsigned char *entries;
    size_t size, at;
    off_t next; /* the cookie of the entry at `at` */
};

/* Up to n bytes at an offset, in parts of memory that the device sees. */
ssize_t ninep_read_at(struct ninep *fs, uint32_t fid, char *buffer, size_t n,
                      uint64_t at);

#endif
