/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One call, without musl's ways around a kernel that lacks it. As in musl,
 * flags count only together with O_CLOEXEC.
 */
#include "syscall.h"
#include <fcntl.h>
#include <unistd.h>

int __dup3(int old, int new, int flags)
{
    return syscall(SYS_dup3, old, new, flags & O_CLOEXEC ? flags : 0);
}

weak_alias(__dup3, dup3);
