/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Locks on nodes: those of flock(2), and those of fcntl(2), each in a space of
 * its own. A lock is a range of bytes; flock's is all of them. Its owner is the
 * open file, or for F_SETLK the process (lock_process.c).
 */
#ifndef KERNEL_FS_LOCK_H
#define KERNEL_FS_LOCK_H

#include <kernel/file.h>

struct lock_range {
    off_t start, end; /* both in it */
    bool exclusive;
    bool flock; /* the space */
};

#define LOCK_END INT64_MAX

/* Takes a lock in place of what the owner had there; waits for others where
 * `wait` says so. 0, -EAGAIN, -EINTR or -ENOLCK. */
int lock_take(const void *owner, const struct file *f,
              const struct lock_range *range, bool wait);
/* Gives a range back; 0 or -ENOLCK. */
int lock_drop(const void *owner, const struct file *f,
              const struct lock_range *range);
/* What another owner has in the way, or NULL. *process: it is the process'. */
const struct lock_range *lock_conflict(const void *owner, const struct file *f,
                                       const struct lock_range *range,
                                       bool *process);
/* The owner ends, or leaves this file if it is not NULL. */
void lock_forget(const void *owner, const struct file *f);

struct flock;
/* The bytes that a struct flock names: 0 or -EINVAL, -EOVERFLOW. */
int lock_range_of(const struct file *f, const struct flock *lock,
                  struct lock_range *range);
/* Looks for a lock in the way, or takes or drops one. */
long lock_query(const void *owner, const struct file *f, struct flock *lock);
long lock_change(const void *owner, const struct file *f,
                 const struct flock *lock, bool wait);

/* F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW. */
long lock_of_file(struct file *f, int command, struct flock *lock);
/* F_GETLK, F_SETLK, F_SETLKW by this descriptor, where others may have locks. */
long lock_of_process(int fd, struct file *f, int command, struct flock *lock);
/* A descriptor of the file is closed: the process' locks on it are gone. Who
 * asks with LOCKS_OF_PROCESS declares lock_of_process weak, and this. */
void lock_process_close(const struct file *f);
#define LOCKS_OF_PROCESS __unispec_reached((const void *)lock_of_process)
extern const char lock_process; /* the owner */

#endif
