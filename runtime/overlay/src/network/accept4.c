/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One call, without musl's ways around a kernel that lacks it. As in musl,
 * flags that nobody knows do not count.
 */
#define _GNU_SOURCE
#include "syscall.h"
#include <sys/socket.h>

int accept4(int fd, struct sockaddr *restrict address,
            socklen_t *restrict length, int flags)
{
    return syscall_cp(SYS_accept4, fd, address, length,
                      flags & (SOCK_CLOEXEC | SOCK_NONBLOCK));
}
