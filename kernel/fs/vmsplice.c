/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * vmsplice(2): as readv and writev of a pipe. Programs look by an EFAULT whether
 * a kernel can take what is in the pipe into mappings that are only for reading.
 */
#include <kernel/mm.h>
#include <kernel/syscall.h>

#include "hold.h"
#include "iov.h"
#include "pipe.h"

#define SPLICE_FLAGS 15u
#define SPLICE_NONBLOCK 2u

/* How many of the buffers, from the first on, can be written to. */
static unsigned long writable(const struct iovec *iov, unsigned long count)
{
    unsigned long n = 0;

    while (n < count && n < IOV_MAX_COUNT &&
           mm_may_write(iov[n].iov_base, iov[n].iov_len))
        n++;
    return n;
}

static long transfer(struct file *f, const struct iovec *iov,
                     unsigned long count, unsigned flags)
{
    unsigned extra = flags & SPLICE_NONBLOCK ? O_NONBLOCK & ~f->flags : 0;
    off_t none = 0;
    long result;

    if (!file_writable(f) && count && count <= IOV_MAX_COUNT) {
        count = writable(iov, count);
        if (!count)
            return -EFAULT;
    }
    f->flags |= extra;
    result = file_writable(f) ? file_writev(f, iov, count, &none)
                              : file_readv(f, iov, count, &none);
    f->flags &= ~extra;
    return result;
}

SYSCALL4(vmsplice, int, fd, const struct iovec *, iov, unsigned long, count,
         unsigned, flags)
{
    struct file *f;
    long result = -EBADF;

    if (flags & ~SPLICE_FLAGS)
        return -EINVAL;
    f = fd_hold(fd);
    if (f && pipe_of(f))
        result = transfer(f, iov, count, flags);
    file_drop(f);
    return result;
}
