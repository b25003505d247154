/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * fsync(2) and fdatasync(2): which files have them. Memory is as stable as files
 * of memory get; a type that can do more has an operation for it.
 */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

static long sync_file(int fd)
{
    struct file *f = fd_get(fd);

    if (!f)
        return -EBADF;
    if (!f->vnode || S_ISCHR(f->vnode->mode) || S_ISFIFO(f->vnode->mode))
        return -EINVAL;
    return file_sync(f);
}

SYSCALL1(fsync, int, fd)
{
    return sync_file(fd);
}

SYSCALL1(fdatasync, int, fd)
{
    return sync_file(fd);
}
