/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * sendmsg(2), recvmsg(2) and the calls for several messages, by Linux' own
 * layout of struct msghdr, whose fields libc declares in halves.
 */
#ifndef KERNEL_NET_MSGHDR_H
#define KERNEL_NET_MSGHDR_H

#include "socket.h"

struct message_header {
    void *name;
    int name_size;
    const struct iovec *iov;
    size_t count;
    void *control;
    size_t control_size;
    unsigned flags;
};
_Static_assert(sizeof(struct message_header) == 56, "Linux ABI");

struct message_slot {
    struct message_header header;
    unsigned size;
};
_Static_assert(sizeof(struct message_slot) == 64, "Linux ABI");

#define MESSAGES_MAX 1024

ssize_t send_header(struct file *f, const struct message_header *header,
                    unsigned flags);
ssize_t receive_header(struct file *f, struct message_header *header,
                       unsigned flags);

#endif
