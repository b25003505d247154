/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * statx(2): the basic fields, and no birth time, since what it is made from
 * (struct stat) has none.
 */
#include <kernel/syscall.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "stat.h"

#define BASIC_STATS 0x7ffu
#define MASK_RESERVED 0x80000000u

struct statx_time {
    int64_t sec;
    uint32_t nsec;
    int32_t pad;
};

/* The kernel's struct statx, <linux/stat.h>. */
struct kstatx {
    uint32_t mask, blksize;
    uint64_t attributes;
    uint32_t nlink, uid, gid;
    uint16_t mode, pad;
    uint64_t ino, size, blocks, attributes_mask;
    struct statx_time atime, btime, ctime, mtime;
    uint32_t rdev_major, rdev_minor, dev_major, dev_minor;
    uint64_t spare[14];
};
_Static_assert(sizeof(struct kstatx) == 256, "struct statx");
_Static_assert(offsetof(struct kstatx, mtime) == 112, "struct statx");

static struct statx_time time_of(struct timespec t)
{
    return (struct statx_time){t.tv_sec, t.tv_nsec, 0};
}

static void convert(const struct stat *st, struct kstatx *x)
{
    memset(x, 0, sizeof(*x));
    x->mask = BASIC_STATS;
    x->blksize = st->st_blksize;
    x->nlink = st->st_nlink;
    x->uid = st->st_uid;
    x->gid = st->st_gid;
    x->mode = st->st_mode;
    x->ino = st->st_ino;
    x->size = st->st_size;
    x->blocks = st->st_blocks;
    x->atime = time_of(st->st_atim);
    x->ctime = time_of(st->st_ctim);
    x->mtime = time_of(st->st_mtim);
    x->rdev_major = major(st->st_rdev);
    x->rdev_minor = minor(st->st_rdev);
    x->dev_major = major(st->st_dev);
    x->dev_minor = minor(st->st_dev);
}

SYSCALL5(statx, int, dirfd, const char *, path, unsigned, flags, unsigned, mask,
         struct kstatx *, x)
{
    struct stat st;
    int error;

    if ((mask & MASK_RESERVED) || (flags & SYNC_FLAGS) == SYNC_FLAGS ||
        flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT |
                  SYNC_FLAGS))
        return -EINVAL;
    error = vfs_stat_path(dirfd, path, flags, &st);
    if (!error)
        convert(&st, x);
    return error;
}
