/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One call, without musl's ways around a kernel that lacks it. */
#include "syscall.h"
#include <sys/stat.h>

int utimensat(int fd, const char *path, const struct timespec times[2],
              int flags)
{
    return syscall(SYS_utimensat, fd, path, times, flags);
}
