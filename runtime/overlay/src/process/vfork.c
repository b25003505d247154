/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * vfork: unsupported, like fork. Replaces an assembly file, and musl's C
 * version, which would report the call as fork.
 */
#include "syscall.h"
#include <unistd.h>

pid_t vfork(void)
{
    return syscall(SYS_vfork);
}
