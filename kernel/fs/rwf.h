/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The flags of preadv2 and pwritev2: as flags of the open file for the time of
 * the call, which does not block with them. RWF_HIPRI is a hint; data is in
 * its place when a call returns, so RWF_SYNC and RWF_DSYNC ask file_sync() only.
 */
#ifndef KERNEL_FS_RWF_H
#define KERNEL_FS_RWF_H

#include "hold.h"
#include "iov.h"

enum {
    RWF_HIPRI_BIT = 1,
    RWF_DSYNC_BIT = 2,
    RWF_SYNC_BIT = 4,
    RWF_NOWAIT_BIT = 8,
    RWF_APPEND_BIT = 16,
    RWF_ALL = 31,
};

typedef ssize_t vector_transfer(struct file *, const struct iovec *,
                                unsigned long, off_t *);

/* One such call; offset -1 is the file's own. */
static inline long rwf_transfer(vector_transfer *transfer, int fd,
                                const struct iovec *iov, unsigned long count,
                                off_t offset, unsigned flags)
{
    struct file *f = fd_hold(fd);
    unsigned extra = (flags & RWF_NOWAIT_BIT ? O_NONBLOCK : 0) |
                     (flags & RWF_APPEND_BIT ? O_APPEND : 0);
    bool own = offset == -1;
    long result;
    int error = 0;

    if (!f)
        return -EBADF;
    extra &= ~f->flags;
    f->flags |= extra;
    if (flags & ~RWF_ALL)
        result = -EOPNOTSUPP;
    else if (!own && !f->ops->seek)
        result = -ESPIPE;
    else
        result = transfer(f, iov, count, own ? &f->offset : &offset);
    f->flags &= ~extra;
    if (result > 0 && (flags & (RWF_SYNC_BIT | RWF_DSYNC_BIT)))
        error = file_sync(f);
    file_drop(f);
    return error ? error : result;
}

#endif
