/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Nodes of file systems and path lookup.
 *
 * A vnode is a file, directory, symbolic link or device independent of its
 * names. The attributes that every file system keeps are in the vnode itself;
 * what differs is behind its operations. Whoever holds a pointer across a call
 * that may drop names holds a reference. The tree comes up on the first
 * lookup: a program that never names a path has none of this.
 *
 * Used by the path calls of kernel/fs/, implemented by ramfs and devfs.
 */
#ifndef KERNEL_VFS_H
#define KERNEL_VFS_H

#include <kernel/file.h>
#include <kernel/inotify.h>

#define VFS_NAME_MAX 255
#define VFS_PATH_MAX 4096
#define VFS_SYMLINK_MAX 40

struct statfs;
struct vnode;

/* A component of a path: not terminated, never empty. */
struct name {
    const char *text;
    size_t length;
};

/* Receives one directory entry; false stops the walk before this entry. */
typedef bool dirent_sink(void *context, const char *name, size_t length,
                         ino_t ino, mode_t mode, off_t next);

/* What chmod, chown and utimes set: those of VNODE_* that are given. */
struct vnode_attributes {
    mode_t mode; /* without the type */
    uid_t uid;
    gid_t gid;
    struct timespec atime, mtime;
};
enum {
    VNODE_MODE = 1,
    VNODE_UID = 2,
    VNODE_GID = 4,
    VNODE_ATIME = 8,
    VNODE_MTIME = 16,
};

/*
 * The directory operations are called with valid, checked arguments: names
 * exist or do not exist as the operation needs, and types fit. Those that
 * return a node return a new reference.
 */
struct vnode_ops {
    int (*lookup)(struct vnode *dir, struct name, struct vnode **);
    /* A file, directory or device, or a link with the given target. The name
     * may be empty: a file without a name (O_TMPFILE). */
    int (*create)(struct vnode *dir, struct name, mode_t mode, dev_t rdev,
                  const char *target, struct vnode **);
    int (*link)(struct vnode *dir, struct name, struct vnode *node);
    int (*unlink)(struct vnode *dir, struct name, struct vnode *node);
    bool (*empty)(struct vnode *dir);
    /* Replaces what `to` names; exchange swaps the two instead. */
    int (*rename)(struct vnode *from_dir, struct name from, struct vnode *node,
                  struct vnode *to_dir, struct name to, struct vnode *target,
                  bool exchange);
    struct vnode *(*parent)(struct vnode *dir);
    /* The name of a child directory; false when it has none any more. */
    bool (*name_of)(struct vnode *dir, struct vnode *child, struct name *);
    /* Entries of the open directory from cookie `at` on; returns the cookie
     * after the last taken, or -errno. */
    off_t (*iterate)(struct file *dir, off_t at, dirent_sink *, void *);
    /* Text of a symbolic link, valid as long as the node; NULL is -EIO. */
    const char *(*target)(struct vnode *link);
    /* Where a link leads that is more than its text: 0 and a reference, 1 where
     * the text counts, or -errno. NULL: the text. */
    int (*jump)(struct vnode *link, struct vnode **node);
    int (*truncate)(struct vnode *, off_t);
    blkcnt_t (*blocks)(struct vnode *);
    /* The file behind a new descriptor, by file_new() as a rule. */
    int (*open)(struct vnode *, unsigned flags, struct file **);
    void (*statfs)(struct vnode *, struct statfs *); /* vfs_statfs() calls it */
    /* Brings the attributes in the node up to date; a lookup has done so.
     * NULL: they always are. */
    int (*refresh)(struct vnode *);
    /* Stores what a call sets; the node gets it when that worked. NULL: there
     * is nowhere else to store it. */
    int (*set)(struct vnode *, const struct vnode_attributes *, unsigned what);
    /* The last reference is gone. */
    void (*release)(struct vnode *);
    bool lists_dots; /* iterate gives "." and "..", and cookies from 0 on */
};

struct vnode {
    const struct vnode_ops *ops;
    unsigned refs;
    mode_t mode;
    nlink_t nlink;
    uid_t uid;
    gid_t gid;
    dev_t dev, rdev;
    ino_t ino;
    off_t size;
    bool unnamed; /* made by O_TMPFILE: has no name yet, may get one */
    struct timespec atime, mtime, ctime, btime;
};

static inline struct vnode *vnode_get(struct vnode *v)
{
    v->refs++;
    return v;
}

static inline void vnode_put(struct vnode *v)
{
    if (v && --v->refs == 0)
        v->ops->release(v);
    else if (INOTIFY && v && !v->nlink)
        inotify_left(v);
}

/* Borrowed. */
struct vnode *vfs_root(void);
struct vnode *vfs_cwd(void);
void vfs_set_cwd(struct vnode *v); /* consumes the reference */

void vfs_statfs(struct vnode *node, struct statfs *st);

struct timespec vfs_now(void);
/* Marks a change of contents (mtime and ctime) or of attributes only. */
void vnode_modified(struct vnode *v);
void vnode_changed(struct vnode *v);

/* Sets the attributes of `what` (VNODE_*), and the time of the change. */
int vnode_set(struct vnode *v, const struct vnode_attributes *, unsigned what);
/* The same in the node only: what a file system that keeps them starts with. */
void vnode_assign(struct vnode *v, const struct vnode_attributes *,
                  unsigned what);

/* The attributes of a new node; ops, ino and dev are the file system's. */
void vnode_init(struct vnode *v, const struct vnode_ops *ops, mode_t mode);

/* How the last component of a path looked like. */
enum path_last { PATH_NAME, PATH_DOT, PATH_DOTDOT, PATH_ROOT };

/*
 * What a path leads to: the directory that holds (or would hold) the last
 * component, its name there, and the node, NULL when there is none. Both nodes
 * are references; path_put() gives them back. The name points into the path
 * or into the link in `holder`.
 */
struct path {
    struct vnode *dir, *node, *holder;
    struct name name;
    enum path_last last;
    bool slash; /* written with a slash at the end */
};

enum {
    PATH_FOLLOW = 1,    /* follow a link that is the last component */
    PATH_EMPTY = 2,     /* "" means dirfd itself (AT_EMPTY_PATH) */
    PATH_MAY_MISS = 4,  /* a missing last component is no error */
    PATH_KEEP_LINK = 8, /* even a slash at the end does not follow it */
};

int path_lookup(int dirfd, const char *text, unsigned flags, struct path *);
void path_put(struct path *);

/* Looks up an existing node and returns a reference in *node. */
int vfs_lookup(int dirfd, const char *text, unsigned flags,
               struct vnode **node);

/* PATH_* flags of a call that knows AT_SYMLINK_NOFOLLOW and AT_EMPTY_PATH. */
static inline unsigned path_at_flags(unsigned at)
{
    return (at & AT_SYMLINK_NOFOLLOW ? 0 : PATH_FOLLOW) |
           (at & AT_EMPTY_PATH ? PATH_EMPTY : 0);
}

/* A flag that Linux adds to open files on 64-bit machines. */
#define VFS_LARGE_FILE 0100000

/* Opens a path; returns the file with one reference in *file. */
int vfs_open(int dirfd, const char *text, unsigned flags, mode_t mode,
             struct file **file);

/* Opens, makes, removes and renames by path; what the calls share. */
long vfs_make(int dirfd, const char *path, mode_t mode, const char *target);
long vfs_unlink(int dirfd, const char *path);
long vfs_rmdir(int dirfd, const char *path);
long vfs_rename(int from_fd, const char *from, int to_fd, const char *to,
                unsigned flags);

extern mode_t vfs_umask;

#endif
