/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* statfs(2) and fstatfs(2). */
#include <kernel/syscall.h>
#include <kernel/vfs.h>
#include <string.h>
#include <sys/statfs.h>

_Static_assert(sizeof(struct statfs) == 120, "struct statfs of x86-64 Linux");

SYSCALL2(statfs, const char *, path, struct statfs *, st)
{
    struct vnode *node;
    int error = vfs_lookup(AT_FDCWD, path, PATH_FOLLOW, &node);

    if (error)
        return error;
    vfs_statfs(node, st);
    vnode_put(node);
    return 0;
}

#define PIPEFS_MAGIC 0x50495045

SYSCALL2(fstatfs, int, fd, struct statfs *, st)
{
    struct file *f = fd_get_any(fd);

    if (!f)
        return -EBADF;
    if (f->vnode) {
        vfs_statfs(f->vnode, st);
        return 0;
    }
    memset(st, 0, sizeof(*st));
    st->f_type = PIPEFS_MAGIC;
    st->f_bsize = st->f_frsize = 4096;
    st->f_namelen = VFS_NAME_MAX;
    return 0;
}
