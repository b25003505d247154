/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* copy_file_range(2), between regular files. */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

#include "transfer.h"

static int check_type(const struct file *f)
{
    if (f->vnode && S_ISDIR(f->vnode->mode))
        return -EISDIR;
    return f->vnode && S_ISREG(f->vnode->mode) ? 0 : -EINVAL;
}

static int check(const struct file *in, const struct file *out)
{
    int error = check_type(in);

    if (!error)
        error = check_type(out);
    if (error)
        return error;
    return file_readable(in) && file_writable(out) && !(out->flags & O_APPEND)
               ? 0
               : -EBADF;
}

SYSCALL6(copy_file_range, int, in_fd, off_t *, in_offset, int, out_fd, off_t *,
         out_offset, size_t, n, unsigned, flags)
{
    struct file *in = fd_get(in_fd), *out = fd_get(out_fd);
    off_t *from, *to;
    int error;

    if (flags)
        return -EINVAL;
    if (!in || !out)
        return -EBADF;
    error = check(in, out);
    if (error)
        return error;
    from = in_offset ? in_offset : &in->offset;
    to = out_offset ? out_offset : &out->offset;
    if ((uint64_t)*from + n < n || (uint64_t)*to + n < n)
        return -EOVERFLOW;
    if (*from < 0 || *to < 0)
        return -EINVAL;
    if (n > FILE_TRANSFER_MAX)
        n = FILE_TRANSFER_MAX;
    if (in->vnode == out->vnode && *from < *to + (off_t)n &&
        *to < *from + (off_t)n)
        return -EINVAL;
    return file_transfer(in, from, out, to, n);
}
