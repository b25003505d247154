/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* pwrite64(2). As on Linux, a file opened with O_APPEND appends here too. */
#include <kernel/file.h>
#include <kernel/syscall.h>

SYSCALL4(pwrite64, int, fd, const void *, buffer, size_t, n, off_t, offset)
{
    struct file *f = fd_get(fd);

    if (offset < 0)
        return -EINVAL;
    if (!f)
        return -EBADF;
    if (!f->ops->seek)
        return -ESPIPE;
    return file_write(f, buffer, n, &offset);
}
