/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * fcntl(2). The process' locks conflict with those of open files (F_OFD_*) only:
 * a program without these has a list of none. Pipe sizes are the pipe's.
 */
#include <kernel/file.h>
#include <kernel/syscall.h>

#include "hold.h"
#include "lock.h"
#include "seals.h"

/* Asking whether these are reached must not extract them. */
#pragma weak lock_of_file
#pragma weak sys_memfd_create

#define SETTABLE (O_APPEND | O_ASYNC | O_DIRECT | O_NOATIME | O_NONBLOCK)

static long duplicate(struct file *f, unsigned long minimum, unsigned flags)
{
    if (minimum >= fd_limit)
        return -EINVAL;
    return fd_install(file_get(f), minimum, flags);
}

static long lock(int fd, struct file *f, int command, struct flock *lock)
{
    struct lock_range range;
    long result;
    bool query = command == F_GETLK || command == F_OFD_GETLK;

    if (lock->l_type != F_RDLCK && lock->l_type != F_WRLCK &&
        (lock->l_type != F_UNLCK || query))
        return -EINVAL;
    if (lock->l_whence != SEEK_SET && lock->l_whence != SEEK_CUR &&
        lock->l_whence != SEEK_END)
        return -EINVAL;
    result = lock_range_of(f, lock, &range);
    if (result)
        return result;
    if (!query && ((lock->l_type == F_RDLCK && !file_readable(f)) ||
                   (lock->l_type == F_WRLCK && !file_writable(f))))
        return -EBADF;
    file_hold(f);
    if (command == F_OFD_GETLK || command == F_OFD_SETLK ||
        command == F_OFD_SETLKW)
        result = lock_of_file(f, command, lock);
    else if (__unispec_reached((const void *)lock_of_file))
        result = lock_of_process(fd, f, command, lock);
    else if (query) /* nothing can be in the way */
        lock->l_type = F_UNLCK;
    file_drop(f);
    return result;
}

/* Commands that an O_PATH descriptor does not have. */
static long control(int fd, struct file *f, int command,
                    unsigned long argument)
{
    switch (command) {
    case F_SETFL:
        f->flags = (f->flags & ~SETTABLE) | (argument & SETTABLE);
        return 0;
    case F_GETLK:
    case F_SETLK:
    case F_SETLKW:
    case F_OFD_GETLK:
    case F_OFD_SETLK:
    case F_OFD_SETLKW:
        return lock(fd, f, command, (struct flock *)argument);
    case F_GETPIPE_SZ:
    case F_SETPIPE_SZ:
        return f->ops->control ? f->ops->control(f, command, argument) : -EBADF;
    case F_ADD_SEALS:
    case F_GET_SEALS:
        return __unispec_reached((const void *)sys_memfd_create)
                   ? memfd_seals(f, command, argument)
                   : -EINVAL;
    case F_GETOWN:
    case F_SETOWN:
    case F_GETSIG:
    case F_SETSIG:
        return 0;
    default:
        return -EINVAL;
    }
}

SYSCALL3(fcntl, int, fd, int, command, unsigned long, argument)
{
    struct file *f = fd_get_any(fd);

    if (!f)
        return -EBADF;
    switch (command) {
    case F_DUPFD:
        return duplicate(f, argument, 0);
    case F_DUPFD_CLOEXEC:
        return duplicate(f, argument, O_CLOEXEC);
    case F_GETFD:
        return fd_table.entries[fd].flags;
    case F_SETFD:
        fd_table.entries[fd].flags = argument & FD_CLOEXEC;
        return 0;
    case F_GETFL:
        return f->flags;
    default:
        return f->flags & O_PATH ? -EBADF : control(fd, f, command, argument);
    }
}
