/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* statfs of ramfs: its blocks are the machine's pages. */
#include "ramfs.h"

#include <sys/statfs.h>

#include "gate.h"
#include <unispec/syscalls.h>

#pragma weak sys_statfs
#pragma weak sys_fstatfs

#define TMPFS_MAGIC 0x01021994
#define FILES 1000000 /* nothing limits their number but memory */

static void fill(struct vnode *v, struct statfs *st)
{
    struct page_stats pages;

    page_stats(&pages);
    st->f_type = TMPFS_MAGIC;
    st->f_bsize = st->f_frsize = PAGE_SIZE;
    st->f_blocks = pages.total;
    st->f_bfree = st->f_bavail = pages.free;
    st->f_files = st->f_ffree = FILES;
    st->f_fsid.__val[0] = v->dev;
    st->f_namelen = VFS_NAME_MAX;
}

void ramfs_statfs(struct vnode *v, struct statfs *st)
{
    if (__unispec_reached(sys_statfs) || __unispec_reached(sys_fstatfs))
        fill(v, st);
}
