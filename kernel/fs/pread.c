/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* pread64(2). */
#include <kernel/file.h>
#include <kernel/syscall.h>

SYSCALL4(pread64, int, fd, void *, buffer, size_t, n, off_t, offset)
{
    struct file *f = fd_get(fd);

    if (offset < 0)
        return -EINVAL;
    if (!f)
        return -EBADF;
    if (!f->ops->seek)
        return -ESPIPE;
    return file_read(f, buffer, n, &offset);
}
