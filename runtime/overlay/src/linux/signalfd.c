/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One call, without musl's ways around a kernel that lacks it. */
#include "syscall.h"
#include <signal.h>
#include <sys/signalfd.h>

int signalfd(int fd, const sigset_t *signals, int flags)
{
    return syscall(SYS_signalfd4, fd, signals, _NSIG / 8, flags);
}
