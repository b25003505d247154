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
