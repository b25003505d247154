/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The end of the program is the end of the machine. Nothing is flushed but
 * connections: console output is polled, files live in memory.
 */
#include <kernel/arch.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>

/* Asking whether these are reached must not extract them. */
#pragma weak tcp_finish
#pragma weak tcp_new_ip_type
#pragma weak thread_create
#pragma weak thread_exit
#pragma weak thread_list

/* kernel/net */
void tcp_finish(void);
void tcp_new_ip_type(void);

static _Noreturn void end(int status)
{
    if (__unispec_reached((const void *)tcp_new_ip_type))
        tcp_finish();
    arch_exit(status);
}

SYSCALL1(exit_group, int, status)
{
    end(status);
}

/* The end of the last thread is the program's. */
SYSCALL1(exit, int, status)
{
    if (THREADS && thread_list->next_all)
        thread_exit();
    end(status);
}
