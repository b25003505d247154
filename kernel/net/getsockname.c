/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* getsockname(2). */
#include <kernel/syscall.h>

#include "name.h"

SYSCALL3(getsockname, int, fd, void *, name, socklen_t *, size)
{
    struct file *f;
    int error;

    if (!socket_ops(fd, &f, &error))
        return error;
    return socket_name(f, false, name, size);
}
