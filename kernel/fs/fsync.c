/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fsync(2) and fdatasync(2): memory is as stable as these files get. */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

static long sync_file(int fd)
{
    struct file *f = fd_get(fd);

    if (!f)
        return -EBADF;
    return f->vnode && !S_ISCHR(f->vnode->mode) ? 0 : -EINVAL;
}

SYSCALL1(fsync, int, fd)
{
    return sync_file(fd);
}

SYSCALL1(fdatasync, int, fd)
{
    return sync_file(fd);
}
