/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* dup(2). */
#include <kernel/file.h>
#include <kernel/syscall.h>

SYSCALL1(dup, int, fd)
{
    struct file *f = fd_get_any(fd);

    return f ? fd_install(file_get(f), 0, 0) : -EBADF;
}
