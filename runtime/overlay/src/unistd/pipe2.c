/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One call, without musl's ways around a kernel that lacks it. */
#include "syscall.h"
#include <unistd.h>

int pipe2(int fd[2], int flags)
{
    return syscall(SYS_pipe2, fd, flags);
}
