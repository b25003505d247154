/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * chown(2), lchown(2), fchown(2) and fchownat(2). Owners are kept, not
 * enforced; a new owner takes the set-id bits from a file, as on Linux.
 */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

static int change(struct vnode *node, uid_t uid, gid_t gid)
{
    struct vnode_attributes a = {
        .mode = node->mode & 07777, .uid = uid, .gid = gid};
    unsigned what = 0;

    if (uid != (uid_t)-1)
        what |= VNODE_UID;
    if (gid != (gid_t)-1)
        what |= VNODE_GID;
    if (!S_ISDIR(node->mode)) {
        a.mode &= ~S_ISUID;
        if (a.mode & S_IXGRP)
            a.mode &= ~S_ISGID;
    }
    if (a.mode != (node->mode & 07777))
        what |= VNODE_MODE;
    return vnode_set(node, &a, what);
}

static long change_path(int dirfd, const char *path, uid_t uid, gid_t gid,
                        unsigned flags)
{
    struct path p;
    int error = path_lookup(dirfd, path, flags, &p);

    if (error)
        return error;
    error = change(p.node, uid, gid);
    if (INOTIFY && !error)
        inotify_path(&p, IN_ATTRIB);
    path_put(&p);
    return error;
}

SYSCALL3(chown, const char *, path, uid_t, uid, gid_t, gid)
{
    return change_path(AT_FDCWD, path, uid, gid, PATH_FOLLOW);
}

SYSCALL3(lchown, const char *, path, uid_t, uid, gid_t, gid)
{
    return change_path(AT_FDCWD, path, uid, gid, 0);
}

SYSCALL5(fchownat, int, dirfd, const char *, path, uid_t, uid, gid_t, gid,
         unsigned, flags)
{
    if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
        return -EINVAL;
    return change_path(dirfd, path, uid, gid, path_at_flags(flags));
}

SYSCALL3(fchown, int, fd, uid_t, uid, gid_t, gid)
{
    struct file *f = fd_get(fd);
    int error;

    if (!f)
        return -EBADF;
    if (!f->vnode)
        return 0;
    error = change(f->vnode, uid, gid);
    if (INOTIFY && !error)
        inotify_file(f, IN_ATTRIB);
    return error;
}
