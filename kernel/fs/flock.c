/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* flock(2): one process, one holder; every lock is granted. */
#include <kernel/file.h>
#include <kernel/syscall.h>
#include <sys/file.h>

SYSCALL2(flock, int, fd, int, operation)
{
    int kind = operation & ~LOCK_NB;

    if (kind != LOCK_SH && kind != LOCK_EX && kind != LOCK_UN)
        return -EINVAL;
    return fd_get(fd) ? 0 : -EBADF;
}
