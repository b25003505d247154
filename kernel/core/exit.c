/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The end of the program is the end of the machine. Nothing is flushed:
 * console output is polled, files live in memory.
 */
#include <kernel/arch.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_exit
#pragma weak thread_list

SYSCALL1(exit_group, int, status)
{
    arch_exit(status);
}

/* The end of the last thread is the program's. */
SYSCALL1(exit, int, status)
{
    if (THREADS && thread_list->next_all)
        thread_exit();
    arch_exit(status);
}
