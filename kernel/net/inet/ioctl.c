/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* ioctl(2) on sockets of the internet families: what the interfaces are. */
#include "inet.h"

long inet_ioctl(struct file *f, unsigned request, unsigned long argument)
{
    return -ENOTTY;
}
