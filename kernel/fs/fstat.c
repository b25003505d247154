/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fstat(2). */
#include <kernel/file.h>
#include <kernel/syscall.h>

SYSCALL2(fstat, int, fd, struct stat *, st)
{
    struct file *f = fd_get_any(fd);

    if (!f)
        return -EBADF;
    return file_stat(f, st);
}
