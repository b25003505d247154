/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* close(2). */
#include <kernel/file.h>
#include <kernel/syscall.h>

int fd_close(int fd)
{
    struct file *f = fd_get_any(fd);

    if (!f)
        return -EBADF;
    fd_table.entries[fd].file = NULL;
    file_put(f);
    return 0;
}

SYSCALL1(close, int, fd)
{
    return fd_close(fd);
}
