/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* close(2). */
#include <kernel/file.h>
#include <kernel/syscall.h>

#include "lock.h"

/* Asking whether these are reached must not extract them. */
#pragma weak lock_of_process
#pragma weak lock_process_close

int fd_close(int fd)
{
    struct file *f = fd_get_any(fd);

    if (!f)
        return -EBADF;
    fd_table.entries[fd].file = NULL;
    if (LOCKS_OF_PROCESS)
        lock_process_close(f);
    file_put(f);
    return 0;
}

SYSCALL1(close, int, fd)
{
    return fd_close(fd);
}
