/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Setting attributes of a file of a share, and what statfs says of it. */
#include "ninep.h"

#include <sys/statfs.h>

/* Asking whether it is reached must not extract it. */
#pragma weak vfs_statfs

/* The fields of Tsetattr that count. */
enum {
    SET_MODE = 1,
    SET_UID = 2,
    SET_GID = 4,
    SET_SIZE = 8,
    SET_ATIME = 0x10,
    SET_MTIME = 0x20,
    SET_ATIME_VALUE = 0x80, /* else the server's time */
    SET_MTIME_VALUE = 0x100,
};

static void put_time(struct ninep_call *c, struct timespec t)
{
    ninep_put64(c, (uint64_t)t.tv_sec);
    ninep_put64(c, (uint64_t)t.tv_nsec);
}

static int set(struct vnode *v, const struct vnode_attributes *a,
               unsigned valid, off_t size)
{
    struct ninep_node *node = ninep_node(v);
    struct ninep_call c;

    ninep_begin(&c, node->fs, NINEP_SETATTR, 60, 0);
    ninep_put32(&c, node->fid);
    ninep_put32(&c, valid);
    ninep_put32(&c, a->mode & ~S_IFMT);
    ninep_put32(&c, a->uid);
    ninep_put32(&c, a->gid);
    ninep_put64(&c, (uint64_t)size);
    put_time(&c, a->atime);
    put_time(&c, a->mtime);
    ninep_do(&c, NULL, NULL, NULL);
    return ninep_end(&c);
}

int ninep_set(struct vnode *v, const struct vnode_attributes *a, unsigned what)
{
    unsigned valid = 0;

    if (what & VNODE_MODE)
        valid |= SET_MODE;
    if (what & VNODE_UID)
        valid |= SET_UID;
    if (what & VNODE_GID)
        valid |= SET_GID;
    if (what & VNODE_ATIME)
        valid |= SET_ATIME | SET_ATIME_VALUE;
    if (what & VNODE_MTIME)
        valid |= SET_MTIME | SET_MTIME_VALUE;
    return set(v, a, valid, 0);
}

int ninep_truncate(struct vnode *v, off_t size)
{
    static const struct vnode_attributes none;
    int error = set(v, &none, SET_SIZE, size);

    if (!error)
        v->size = size;
    return error;
}

static void fill(struct vnode *v, struct statfs *st)
{
    struct ninep_call c;

    ninep_begin(&c, ninep_node(v)->fs, NINEP_STATFS, 4, 60);
    ninep_put32(&c, ninep_node(v)->fid);
    st->f_type = NINEP_MAGIC;
    if (!ninep_do(&c, NULL, NULL, NULL)) {
        ninep_get(&c, 4);
        st->f_bsize = st->f_frsize = ninep_get(&c, 4);
        st->f_blocks = ninep_get(&c, 8);
        st->f_bfree = ninep_get(&c, 8);
        st->f_bavail = ninep_get(&c, 8);
        st->f_files = ninep_get(&c, 8);
        st->f_ffree = ninep_get(&c, 8);
        ninep_get(&c, 8);
        st->f_fsid.__val[0] = v->dev;
        st->f_namelen = ninep_get(&c, 4);
    }
    ninep_end(&c);
}

void ninep_statfs(struct vnode *v, struct statfs *st)
{
    if (__unispec_reached(vfs_statfs))
        fill(v, st);
}
