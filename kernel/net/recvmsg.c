/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* recvmsg(2). */
#include <kernel/syscall.h>

#include "msghdr.h"

SYSCALL3(recvmsg, int, fd, struct message_header *, header, unsigned, flags)
{
    struct file *f;
    int error;

    if (!socket_ops(fd, &f, &error))
        return error;
    return receive_header(f, header, flags);
}
