/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* There is no process for the other end of the pipe: fails as posix_spawn. */
#include "stdio_impl.h"
#include "syscall.h"
#include <errno.h>

FILE *popen(const char *command, const char *mode)
{
    errno = *mode == 'r' || *mode == 'w' ? -(int)__syscall(SYS_vfork) : EINVAL;
    return 0;
}
