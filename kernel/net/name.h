/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Names of sockets that calls give to the program. */
#ifndef KERNEL_NET_NAME_H
#define KERNEL_NET_NAME_H

#include "socket.h"

/* Gives the socket's own or its peer's name: 0 or -errno. *size is the room,
 * then the whole size of the name. */
int socket_name(struct file *f, bool peer, void *to, socklen_t *size);

#endif
