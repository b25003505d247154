/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* chmod(2), fchmod(2) and fchmodat(2). Permission bits are kept, not enforced.
 */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

static int change(struct vnode *node, mode_t mode)
{
    struct vnode_attributes a = {.mode = mode & 07777};

    return vnode_set(node, &a, VNODE_MODE);
}

static long change_path(int dirfd, const char *path, mode_t mode)
{
    struct path p;
    int error = path_lookup(dirfd, path, PATH_FOLLOW, &p);

    if (error)
        return error;
    error = change(p.node, mode);
    if (INOTIFY && !error)
        inotify_path(&p, IN_ATTRIB);
    path_put(&p);
    return error;
}

SYSCALL2(chmod, const char *, path, mode_t, mode)
{
    return change_path(AT_FDCWD, path, mode);
}

SYSCALL3(fchmodat, int, dirfd, const char *, path, mode_t, mode)
{
    return change_path(dirfd, path, mode);
}

SYSCALL2(fchmod, int, fd, mode_t, mode)
{
    struct file *f = fd_get(fd);
    int error;

    if (!f)
        return -EBADF;
    if (!f->vnode)
        return 0;
    error = change(f->vnode, mode);
    if (INOTIFY && !error)
        inotify_file(f, IN_ATTRIB);
    return error;
}
