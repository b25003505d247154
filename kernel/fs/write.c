/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* write(2). */
#include <kernel/file.h>
#include <kernel/syscall.h>

#include "hold.h"

SYSCALL3(write, int, fd, const void *, buffer, size_t, n)
{
    struct file *f = fd_hold(fd);
    long result;

    result = f ? file_write(f, buffer, n, &f->offset) : -EBADF;
    file_drop(f);
    return result;
}
