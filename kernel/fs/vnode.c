/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What all file systems share: attributes of new nodes, and times. Owners are
 * the superuser's until chown(), as the process runs as that.
 */
#include <kernel/arch.h>
#include <kernel/vfs.h>

struct timespec vfs_now(void)
{
    uint64_t ns = arch_wall_ns();

    return (struct timespec){ns / 1000000000u, ns % 1000000000u};
}

void vnode_init(struct vnode *v, const struct vnode_ops *ops, mode_t mode)
{
    v->ops = ops;
    v->refs = 1;
    v->mode = mode;
    v->atime = v->mtime = v->ctime = v->btime = vfs_now();
}

void vnode_modified(struct vnode *v)
{
    v->mtime = v->ctime = vfs_now();
}

void vnode_changed(struct vnode *v)
{
    v->ctime = vfs_now();
}

void vnode_assign(struct vnode *v, const struct vnode_attributes *a,
                  unsigned what)
{
    if (what & VNODE_MODE)
        v->mode = (v->mode & S_IFMT) | a->mode;
    if (what & VNODE_UID)
        v->uid = a->uid;
    if (what & VNODE_GID)
        v->gid = a->gid;
    if (what & VNODE_ATIME)
        v->atime = a->atime;
    if (what & VNODE_MTIME)
        v->mtime = a->mtime;
    vnode_changed(v);
}

int vnode_set(struct vnode *v, const struct vnode_attributes *a, unsigned what)
{
    int error = v->ops->set ? v->ops->set(v, a, what) : 0;

    if (!error)
        vnode_assign(v, a, what);
    return error;
}
