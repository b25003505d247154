/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What libc registers for its first thread. The kernel would use both at the
 * end of a thread while others go on; with one thread there are no others.
 */
#include <errno.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <stddef.h>

#define ROBUST_LIST_HEAD_SIZE 24

SYSCALL1(set_tid_address, int *, clear_child_tid)
{
    (void)clear_child_tid;
    return PROCESS_ID;
}

SYSCALL2(set_robust_list, void *, head, size_t, size)
{
    (void)head;
    return size == ROBUST_LIST_HEAD_SIZE ? 0 : -EINVAL;
}
