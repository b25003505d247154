/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The process' own locks by fcntl(2). They conflict with those of open files
 * only, so a program without F_OFD_SETLK has none of this: its locks are
 * granted. Any close of a descriptor of the file ends them, as POSIX wants it.
 */
#include "lock.h"

const char lock_process;

/* Another thread may have closed the descriptor while this one waited; nothing
 * would end the lock then. */
static long change(int fd, struct file *f, int command, struct flock *lock)
{
    long error = lock_change(&lock_process, f, lock, command == F_SETLKW);

    if (error || lock->l_type == F_UNLCK || fd_get_any(fd) == f)
        return error;
    lock_process_close(f);
    return -EBADF;
}

long lock_of_process(int fd, struct file *f, int command, struct flock *lock)
{
    if (command == F_GETLK)
        return lock_query(&lock_process, f, lock);
    return change(fd, f, command, lock);
}

void lock_process_close(const struct file *f)
{
    lock_forget(&lock_process, f);
}
