/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* truncate(2) and ftruncate(2). */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

SYSCALL2(truncate, const char *, path, off_t, size)
{
    struct vnode *node;
    int error;

    if (size < 0)
        return -EINVAL;
    error = vfs_lookup(AT_FDCWD, path, PATH_FOLLOW, &node);
    if (error)
        return error;
    if (S_ISDIR(node->mode))
        error = -EISDIR;
    else
        error = S_ISREG(node->mode) ? node->ops->truncate(node, size) : -EINVAL;
    vnode_put(node);
    return error;
}

SYSCALL2(ftruncate, int, fd, off_t, size)
{
    struct file *f = fd_get(fd);

    if (size < 0)
        return -EINVAL;
    if (!f)
        return -EBADF;
    if (!file_writable(f) || !f->vnode || !S_ISREG(f->vnode->mode))
        return -EINVAL;
    return f->vnode->ops->truncate(f->vnode, size);
}
