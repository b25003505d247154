/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Ends the program. The kernel's exit_group does not return, so that musl's
 * loop around the exit of a single thread is not needed.
 */
#include "syscall.h"
#include <stdlib.h>

_Noreturn void _Exit(int status)
{
    __syscall(SYS_exit_group, status);
    __builtin_unreachable();
}
