/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Open files and the descriptor table.
 *
 * A file is an open file description: flags, offset, and the operations of
 * its type. A type fills in only the slots it has; a NULL slot gives the
 * error that Linux gives for a file without that operation. Slots are called
 * from one place each (file_read() calls ->read and so on), so that a slot is
 * part of an image only if its caller is.
 *
 * Requires nothing but libc's ABI headers. Used by every system call that
 * takes a descriptor and by every subsystem that makes one.
 */
#ifndef KERNEL_FILE_H
#define KERNEL_FILE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <kernel/poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unispec/attributes.h>

struct file;
struct socket_ops;
struct vm_object;
struct vnode;

struct file_ops {
    /* Transfer up to n bytes at *pos and advance *pos. */
    ssize_t (*read)(struct file *, void *, size_t, off_t *pos);
    ssize_t (*write)(struct file *, const void *, size_t, off_t *pos);
    /* New offset, which the caller stores. NULL: not seekable (ESPIPE), but see
     * file_new_event(). */
    off_t (*seek)(struct file *, off_t, int whence);
    /* NULL: ENOTTY. */
    long (*ioctl)(struct file *, unsigned request, unsigned long argument);
    /*
     * Registers with each queue that may make it ready (kernel/poll.h), then
     * gives the POLL* bits that hold now. NULL: always ready.
     */
    short (*poll)(struct file *, struct poll_table *);
    /* fcntl commands of the type (pipe size). NULL: EBADF. */
    long (*control)(struct file *, int command, unsigned long argument);
    /* Attributes of a file without a vnode. NULL: an anonymous file. */
    void (*stat)(struct file *, struct stat *);
    /* fallocate. NULL: ENODEV. */
    int (*allocate)(struct file *, int mode, off_t, off_t);
    /*
     * What a mapping of the file refers to, counted by the mapping; NULL in
     * *object: anonymous memory. NULL slot: ENODEV on mmap.
     */
    int (*object)(struct file *, struct vm_object **object);
    /* Makes what was written last. NULL: it does, or it never can. */
    int (*sync)(struct file *);
    /* The last reference is gone. */
    void (*release)(struct file *);
    /* What sockets have besides. NULL: ENOTSOCK. */
    const struct socket_ops *socket;
};

struct file {
    const struct file_ops *ops;
    unsigned refs;
    unsigned flags; /* O_* as fcntl(F_GETFL) gives them */
    off_t offset;
    struct vnode *vnode; /* owned reference, or NULL */
    void *private;       /* of the type */
};

/* O_RDONLY, O_WRONLY, O_RDWR; libc's O_ACCMODE has O_PATH in it too. */
#define FILE_ACCESS 3u

/* Access mode of an open file; none for O_PATH. */
static inline bool file_readable(const struct file *f)
{
    return !(f->flags & (O_WRONLY | O_PATH));
}

static inline bool file_writable(const struct file *f)
{
    unsigned access = f->flags & FILE_ACCESS;

    return (access == O_WRONLY || access == O_RDWR) && !(f->flags & O_PATH);
}

/* Only pipes have fcntl commands of their own. */
static inline bool file_is_pipe(const struct file *f)
{
    return f->ops->control;
}

/* The Linux limit of one transfer: INT_MAX rounded down to a page. */
#define FILE_TRANSFER_MAX 0x7ffff000ul

/* Transfers with every check that does not depend on the type. */
ssize_t file_read(struct file *f, void *buffer, size_t n, off_t *pos);
ssize_t file_write(struct file *f, const void *buffer, size_t n, off_t *pos);

/*
 * For mmap: checks that the descriptor may be mapped with these PROT_* and
 * MAP_* bits and gives the object to map, NULL for anonymous memory. The
 * mapping takes its own reference (ops->get). Returns 0 or -errno.
 */
int file_object(int fd, unsigned prot, unsigned flags,
                struct vm_object **object);

/* Attributes of any open file. 0 or -errno. */
int file_stat(struct file *f, struct stat *st);

/* What was written lasts, as far as the type can make it. 0 or -errno. */
int file_sync(struct file *f);

/* A fresh file with one reference, or NULL. It owns a reference to the node. */
struct file *file_new(const struct file_ops *ops, unsigned flags,
                      struct vnode *node);
/*
 * Where it is set the next file is made of it, which then cannot fail: an open
 * that makes a file has room for its description first.
 */
extern struct file *file_spare;
/*
 * One without a vnode that has a counter or a list of events instead of bytes.
 * It has no ->seek and no ->stat, and lseek() leaves it where it is.
 */
struct file *file_new_event(const struct file_ops *ops, unsigned flags);
void file_put(struct file *f);

static inline struct file *file_get(struct file *f)
{
    f->refs++;
    return f;
}

/*
 * The descriptor table. The borrowed file that fd_get() returns stays valid
 * until the descriptor is closed.
 */
struct fd_entry {
    struct file *file; /* NULL: free */
    unsigned flags;    /* FD_CLOEXEC */
};

struct fd_table {
    struct fd_entry *entries;
    unsigned size;
};

extern struct fd_table fd_table;
extern unsigned fd_limit; /* RLIMIT_NOFILE, soft; setrlimit() stores here */

#define FD_LIMIT_DEFAULT 1024

/* Any open file, O_PATH included; NULL is EBADF. */
static inline struct file *fd_get_any(int fd)
{
    if ((unsigned)fd >= fd_table.size)
        return NULL;
    return fd_table.entries[fd].file;
}

/* An open file on which input and output are possible. */
static inline struct file *fd_get(int fd)
{
    struct file *f = fd_get_any(fd);
    return f && !(f->flags & O_PATH) ? f : NULL;
}

/*
 * The lowest free descriptor from minimum on, not yet taken; or -EMFILE (also
 * for a minimum above the limit) or -ENOMEM. The table has room for it.
 */
int fd_find(unsigned minimum);

/* Takes a free descriptor; consumes the reference. O_CLOEXEC counts. */
static inline int fd_set_file(int fd, struct file *f, unsigned flags)
{
    fd_table.entries[fd].file = f;
    fd_table.entries[fd].flags = flags & O_CLOEXEC ? FD_CLOEXEC : 0;
    return fd;
}

/* Both in one; consumes the reference also when it fails. */
int fd_install(struct file *f, unsigned minimum, unsigned flags);
/* Two new files at once, as pipe() gives them; consumes both references. 0, and
 * the descriptors in fds; or an error, and nothing there. */
int fd_install_pair(struct file *ends[2], unsigned flags, int fds[2]);
/* Makes sure that entry fd exists: 0, -EBADF (above the limit) or -ENOMEM. */
int fd_reserve(unsigned fd);
int fd_close(int fd);

#endif
