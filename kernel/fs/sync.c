/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sync(2) and syncfs(2): nothing waits to be written. */
#include <kernel/file.h>
#include <kernel/syscall.h>

SYSCALL0(sync)
{
    return 0;
}

SYSCALL1(syncfs, int, fd)
{
    return fd_get(fd) ? 0 : -EBADF;
}
