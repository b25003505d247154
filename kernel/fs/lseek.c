/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* lseek(2). */
#include <kernel/file.h>
#include <kernel/syscall.h>
#include <unistd.h>

SYSCALL3(lseek, int, fd, off_t, offset, int, whence)
{
    struct file *f = fd_get(fd);
    off_t at;

    if (!f)
        return -EBADF;
    if (!f->ops->seek)
        return -ESPIPE;
    if (whence < SEEK_SET || whence > SEEK_HOLE)
        return -EINVAL;
    at = f->ops->seek(f, offset, whence);
    if (at >= 0)
        f->offset = at;
    return at;
}
