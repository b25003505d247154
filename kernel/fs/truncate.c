/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* truncate(2) and ftruncate(2). */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

SYSCALL2(truncate, const char *, path, off_t, size)
{
    struct vnode *node;
    struct path p;
    int error;

    if (size < 0)
        return -EINVAL;
    error = path_lookup(AT_FDCWD, path, PATH_FOLLOW, &p);
    if (error)
        return error;
    node = p.node;
    if (S_ISDIR(node->mode))
        error = -EISDIR;
    else
        error = S_ISREG(node->mode) ? node->ops->truncate(node, size) : -EINVAL;
    if (INOTIFY && !error)
        inotify_path(&p, IN_MODIFY);
    path_put(&p);
    return error;
}

SYSCALL2(ftruncate, int, fd, off_t, size)
{
    struct file *f = fd_get(fd);
    int error;

    if (size < 0)
        return -EINVAL;
    if (!f)
        return -EBADF;
    if (!file_writable(f) || !f->vnode || !S_ISREG(f->vnode->mode))
        return -EINVAL;
    error = f->vnode->ops->truncate(f->vnode, size);
    if (INOTIFY && !error)
        inotify_file(f, IN_MODIFY);
    return error;
}
