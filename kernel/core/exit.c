/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The end of the program is the end of the machine. Connections and disks are
 * finished; console output is polled, other files live in memory.
 */
#include <kernel/arch.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>

/* Asking whether these are reached must not extract them. */
#pragma weak ext_journal_start
#pragma weak ext_stop_all
#pragma weak tcp_finish
#pragma weak tcp_new_ip_type
#pragma weak thread_create
#pragma weak thread_exit
#pragma weak thread_list

/* kernel/fs */
void ext_journal_start(void);
void ext_stop_all(void);

/* kernel/net */
void tcp_finish(void);
void tcp_new_ip_type(void);

static _Noreturn void end(int status)
{
    if (__unispec_reached((const void *)ext_journal_start))
        ext_stop_all();
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
