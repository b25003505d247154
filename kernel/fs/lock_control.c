/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Locks of open files by fcntl(2). */
#include <kernel/vfs.h>

#include "lock.h"

/* The bytes that a struct flock names: 0 or -EINVAL, -EOVERFLOW. */
static int range_of(const struct file *f, const struct flock *lock,
                    struct lock_range *range)
{
    off_t base = lock->l_whence == SEEK_SET   ? 0
                 : lock->l_whence == SEEK_CUR ? f->offset
                 : f->vnode                   ? f->vnode->size
                                              : 0;
    off_t start;

    if (__builtin_add_overflow(base, lock->l_start, &start))
        return -EOVERFLOW;
    range->start = start;
    range->end = LOCK_END;
    range->exclusive = lock->l_type == F_WRLCK;
    range->flock = false;
    if (lock->l_len > 0 &&
        __builtin_add_overflow(start, lock->l_len - 1, &range->end))
        return -EOVERFLOW;
    if (lock->l_len < 0) {
        range->end = start - 1;
        range->start = start + lock->l_len;
    }
    return range->start < 0 ? -EINVAL : 0;
}

static void query(struct file *f, const struct lock_range *range,
                  struct flock *lock)
{
    const struct lock_range *other = lock_conflict(f, range);

    lock->l_type = !other            ? F_UNLCK
                   : other->exclusive ? F_WRLCK
                                      : F_RDLCK;
    if (!other)
        return;
    lock->l_whence = SEEK_SET;
    lock->l_start = other->start;
    lock->l_len = other->end == LOCK_END ? 0 : other->end - other->start + 1;
    lock->l_pid = -1;
}

long lock_control(struct file *f, int command, struct flock *lock)
{
    struct lock_range range;
    int error;

    if (lock->l_pid)
        return -EINVAL;
    error = range_of(f, lock, &range);
    if (error)
        return error;
    if (command == F_OFD_GETLK) {
        query(f, &range, lock);
        return 0;
    }
    if (lock->l_type == F_UNLCK)
        return lock_drop(f, &range);
    return lock_take(f, &range, command == F_OFD_SETLKW);
}
