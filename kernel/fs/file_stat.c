/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Attributes of nodes and of open files in the form of stat(2). Used by the
 * stat calls.
 */
#include <kernel/vfs.h>
#include <string.h>

#include "stat.h"

_Static_assert(sizeof(struct stat) == 144, "struct stat of x86-64 Linux");
_Static_assert(offsetof(struct stat, st_size) == 48, "struct stat");
_Static_assert(offsetof(struct stat, st_ctim) == 104, "struct stat");

void vfs_stat(struct vnode *node, struct stat *st)
{
    memset(st, 0, sizeof(*st));
    st->st_dev = node->dev;
    st->st_ino = node->ino;
    st->st_nlink = node->nlink;
    st->st_mode = node->mode;
    st->st_uid = node->uid;
    st->st_gid = node->gid;
    st->st_rdev = node->rdev;
    st->st_size = node->size;
    st->st_blksize = 4096;
    st->st_blocks = node->ops->blocks ? node->ops->blocks(node) : 0;
    st->st_atim = node->atime;
    st->st_mtim = node->mtime;
    st->st_ctim = node->ctime;
}

int file_stat(struct file *f, struct stat *st)
{
    struct vnode *node = f->vnode;

    if (node) {
        int error = node->ops->refresh ? node->ops->refresh(node) : 0;

        if (!error)
            vfs_stat(node, st);
        return error;
    }
    memset(st, 0, sizeof(*st));
    st->st_mode = 0600;
    st->st_nlink = 1;
    st->st_blksize = 4096;
    if (f->ops->stat)
        f->ops->stat(f, st);
    return 0;
}
