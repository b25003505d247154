/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The end of the program is the end of the machine. Nothing is flushed:
 * console output is polled, files live in memory.
 */
#include <kernel/arch.h>
#include <kernel/syscall.h>

SYSCALL1(exit_group, int, status)
{
    arch_exit(status);
}

/* One thread, so its end is the program's. */
SYSCALL1(exit, int, status)
{
    arch_exit(status);
}
