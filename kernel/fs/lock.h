/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Locks that open files hold on nodes: those of flock(2), and those of
 * fcntl(2) with F_OFD_*, each in a space of its own. A lock is a range of
 * bytes; flock's is all of them. The process' own locks of fcntl never
 * conflict: there is one process.
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

/* Takes a lock in place of what the file had there; waits for others where
 * `wait` says so. 0, -EAGAIN, -EINTR or -ENOLCK. */
int lock_take(struct file *f, const struct lock_range *range, bool wait);
/* Gives a range back; 0 or -ENOLCK. */
int lock_drop(struct file *f, const struct lock_range *range);
/* Another file's lock in the way, or NULL. */
const struct lock_range *lock_conflict(struct file *f,
                                       const struct lock_range *range);
/* The file ends. */
void lock_forget(struct file *f);

/* F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW. */
struct flock;
long lock_control(struct file *f, int command, struct flock *lock);

#endif
