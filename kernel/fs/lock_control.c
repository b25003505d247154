/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Locks of open files by fcntl(2), and what they share with the process'. */
#include <kernel/process.h>
#include <kernel/vfs.h>

#include "lock.h"

int lock_range_of(const struct file *f, const struct flock *lock,
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

long lock_query(const void *owner, const struct file *f, struct flock *lock)
{
    struct lock_range range;
    const struct lock_range *other;
    int error = lock_range_of(f, lock, &range);
    bool process;

    if (error)
        return error;
    other = lock_conflict(owner, f, &range, &process);
    lock->l_type = !other            ? F_UNLCK
                   : other->exclusive ? F_WRLCK
                                      : F_RDLCK;
    if (!other)
        return 0;
    lock->l_whence = SEEK_SET;
    lock->l_start = other->start;
    lock->l_len = other->end == LOCK_END ? 0 : other->end - other->start + 1;
    lock->l_pid = process ? PROCESS_ID : -1;
    return 0;
}

long lock_change(const void *owner, const struct file *f,
                 const struct flock *lock, bool wait)
{
    struct lock_range range;
    int error = lock_range_of(f, lock, &range);

    if (error)
        return error;
    if (lock->l_type == F_UNLCK)
        return lock_drop(owner, f, &range);
    return lock_take(owner, f, &range, wait);
}

long lock_of_file(struct file *f, int command, struct flock *lock)
{
    if (lock->l_pid)
        return -EINVAL;
    if (command == F_OFD_GETLK)
        return lock_query(f, f, lock);
    return lock_change(f, f, lock, command == F_OFD_SETLKW);
}
