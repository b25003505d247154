/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* sendmmsg(2): as many as go; the error of a later one is not told. */
#include <kernel/syscall.h>

#include "msghdr.h"

SYSCALL4(sendmmsg, int, fd, struct message_slot *, slots, unsigned, count,
         unsigned, flags)
{
    struct file *f;
    unsigned i;
    ssize_t n = 0;
    int error;

    if (!socket_ops(fd, &f, &error))
        return error;
    if (count > MESSAGES_MAX)
        count = MESSAGES_MAX;
    for (i = 0; i < count; i++) {
        n = send_header(f, &slots[i].header, flags);
        if (n < 0)
            break;
        slots[i].size = n;
    }
    return i ? (long)i : n;
}
