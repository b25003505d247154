/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * recvmmsg(2). As on Linux the time-out is looked at after each message, and
 * does not end the wait for one.
 */
#include <kernel/arch.h>
#include <kernel/process.h>
#include <kernel/syscall.h>

#include "msghdr.h"

static long receive_all(struct file *f, struct message_slot *slots,
                        unsigned count, unsigned flags, uint64_t deadline)
{
    unsigned i;
    ssize_t n = 0;

    for (i = 0; i < count; i++) {
        n = receive_header(f, &slots[i].header, flags & ~MSG_WAITFORONE);
        if (n < 0)
            break;
        slots[i].size = n;
        if (flags & MSG_WAITFORONE)
            flags |= MSG_DONTWAIT;
        if (deadline != WAIT_FOREVER && arch_clock_ns() >= deadline) {
            i++;
            break;
        }
    }
    return i ? (long)i : n;
}

SYSCALL5(recvmmsg, int, fd, struct message_slot *, slots, unsigned, count,
         unsigned, flags, const struct timespec *, timeout)
{
    struct file *f;
    int error;

    if (timeout && !timespec_valid(timeout))
        return -EINVAL;
    if (!socket_ops(fd, &f, &error))
        return error;
    return receive_all(
        f, slots, count < MESSAGES_MAX ? count : MESSAGES_MAX, flags,
        timeout ? wait_deadline(timespec_ns(timeout)) : WAIT_FOREVER);
}
