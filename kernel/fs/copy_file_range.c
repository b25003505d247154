/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* copy_file_range(2), between regular files. */
#include <kernel/syscall.h>
#include <kernel/vfs.h>

#include "transfer.h"

static bool is(const struct file *f, mode_t type)
{
    return f->vnode && (f->vnode->mode & S_IFMT) == type;
}

static int check(const struct file *in, const struct file *out)
{
    if (is(in, S_IFDIR) || is(out, S_IFDIR))
        return -EISDIR;
    if (!is(in, S_IFREG) || !is(out, S_IFREG))
        return -EINVAL;
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

    if (!in || !out)
        return -EBADF;
    if (flags)
        return -EINVAL;
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
