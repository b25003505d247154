/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* lseek(2). */
#include <kernel/file.h>
#include <kernel/syscall.h>
#include <unistd.h>

/* Asking whether it is reached must not extract it. */
#pragma weak file_new_event

/* Without an offset of bytes: an event file stays at 0. */
static off_t stay(const struct file *f)
{
    bool events = __unispec_reached((const void *)file_new_event) &&
                  !f->vnode && !f->ops->stat;

    return events ? 0 : -ESPIPE;
}

SYSCALL3(lseek, int, fd, off_t, offset, int, whence)
{
    struct file *f = fd_get(fd);
    off_t at;

    if (!f)
        return -EBADF;
    if (whence < SEEK_SET || whence > SEEK_HOLE)
        return -EINVAL;
    if (!f->ops->seek)
        return stay(f);
    at = f->ops->seek(f, offset, whence);
    if (at >= 0)
        f->offset = at;
    return at;
}
