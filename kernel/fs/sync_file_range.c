/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sync_file_range(2) and readahead(2): checks; what is written is not kept
 * back. */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

#define KNOWN_FLAGS 7u /* SYNC_FILE_RANGE_* */

SYSCALL4(sync_file_range, int, fd, off_t, offset, off_t, size, unsigned, flags)
{
    struct file *f = fd_get(fd);
    off_t end;

    if (!f)
        return -EBADF;
    if ((flags & ~KNOWN_FLAGS) || offset < 0 || size < 0 ||
        __builtin_add_overflow(offset, size, &end))
        return -EINVAL;
    if (!f->vnode || S_ISCHR(f->vnode->mode) || S_ISFIFO(f->vnode->mode))
        return -ESPIPE;
    return flags ? file_sync(f) : 0;
}

SYSCALL3(readahead, int, fd, off_t, offset, size_t, size)
{
    struct file *f = fd_get(fd);

    (void)offset, (void)size;
    if (!f || !file_readable(f))
        return -EBADF;
    return f->vnode && (S_ISREG(f->vnode->mode) || S_ISBLK(f->vnode->mode))
               ? 0
               : -EINVAL;
}
