/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* getpeername(2). */
#include <kernel/syscall.h>

#include "name.h"

SYSCALL3(getpeername, int, fd, void *, name, socklen_t *, size)
{
    struct file *f;
    int error;

    if (!socket_ops(fd, &f, &error))
        return error;
    return socket_name(f, true, name, size);
}
