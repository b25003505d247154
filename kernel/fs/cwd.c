/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What paths and modes of the process start from: working directory, umask. */
#include <kernel/vfs.h>

static struct vnode *cwd;

struct vnode *vfs_cwd(void)
{
    return cwd ? cwd : vfs_root();
}

void vfs_set_cwd(struct vnode *v)
{
    vnode_put(cwd);
    cwd = v;
}

mode_t vfs_umask = 022;
