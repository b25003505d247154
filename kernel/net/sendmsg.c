/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sendmsg(2). */
#include <kernel/syscall.h>

#include "msghdr.h"

SYSCALL3(sendmsg, int, fd, const struct message_header *, header, unsigned,
         flags)
{
    struct file *f;
    int error;

    if (!socket_ops(fd, &f, &error))
        return error;
    return send_header(f, header, flags);
}
