/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* pipe(2) and pipe2(2). */
#include <kernel/mm.h>
#include <kernel/syscall.h>

#include "pipe.h"

/* Both ends of a new pipe, or -ENOMEM. */
static int make(struct file *ends[2], unsigned flags)
{
    struct pipe *p = pipe_new();

    if (!p)
        return -ENOMEM;
    ends[0] = pipe_end(p, O_RDONLY | flags, NULL);
    if (!ends[0]) {
        kfree(p);
        return -ENOMEM;
    }
    ends[1] = pipe_end(p, O_WRONLY | flags, NULL);
    if (!ends[1]) {
        file_put(ends[0]);
        return -ENOMEM;
    }
    return 0;
}

static long pipe_open(int fds[2], unsigned flags)
{
    struct file *ends[2];
    int error;

    if (flags & ~(O_CLOEXEC | O_NONBLOCK))
        return -EINVAL;
    error = make(ends, flags & O_NONBLOCK);
    return error ? error : fd_install_pair(ends, flags, fds);
}

SYSCALL2(pipe2, int *, fds, unsigned, flags)
{
    return pipe_open(fds, flags);
}

SYSCALL1(pipe, int *, fds)
{
    return pipe_open(fds, 0);
}
