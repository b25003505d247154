/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* dup2(2) and dup3(2). */
#include <kernel/file.h>
#include <kernel/syscall.h>

#include "lock.h"

/* Asking whether these are reached must not extract them. */
#pragma weak lock_of_process
#pragma weak lock_process_close

static long replace(int from, int to, unsigned flags)
{
    struct file *f = fd_get_any(from), *old;
    int error;

    if (!f || to < 0)
        return -EBADF;
    error = fd_reserve(to);
    if (error)
        return error;
    old = fd_table.entries[to].file;
    fd_set_file(to, file_get(f), flags);
    if (!old)
        return to;
    if (LOCKS_OF_PROCESS)
        lock_process_close(old);
    file_put(old);
    return to;
}

SYSCALL2(dup2, int, from, int, to)
{
    if (from == to)
        return fd_get_any(from) ? to : -EBADF;
    return replace(from, to, 0);
}

SYSCALL3(dup3, int, from, int, to, unsigned, flags)
{
    if (from == to || (flags & ~O_CLOEXEC))
        return -EINVAL;
    return replace(from, to, flags);
}
