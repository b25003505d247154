/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* chdir(2) and fchdir(2). */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

static long change(struct vnode *node)
{
    if (!S_ISDIR(node->mode)) {
        vnode_put(node);
        return -ENOTDIR;
    }
    vfs_set_cwd(node);
    return 0;
}

SYSCALL1(chdir, const char *, path)
{
    struct vnode *node;
    int error = vfs_lookup(AT_FDCWD, path, PATH_FOLLOW, &node);

    return error ? error : change(node);
}

SYSCALL1(fchdir, int, fd)
{
    struct file *f = fd_get_any(fd);

    if (!f)
        return -EBADF;
    return f->vnode ? change(vnode_get(f->vnode)) : -ENOTDIR;
}
