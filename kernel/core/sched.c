/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Scheduling calls of a machine with one processor. */
#include <errno.h>
#include <kernel/process.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>

/* Asking whether these are reached must not extract them. */
#pragma weak thread_create
#pragma weak thread_find
#pragma weak thread_yield

#define MASK_BYTES 8 /* of the processor mask: one unsigned long */

SYSCALL0(sched_yield)
{
    if (THREADS)
        thread_yield();
    return 0;
}

/* Returns the bytes written, as the kernel does (libc turns them into 0). */
SYSCALL3(sched_getaffinity, int, pid, unsigned, size, unsigned long *, mask)
{
    if (size < MASK_BYTES || size % MASK_BYTES)
        return -EINVAL;
    if (pid != 0 && pid != PROCESS_ID && !(THREADS && thread_find(pid)))
        return -ESRCH;
    *mask = 1;
    return MASK_BYTES;
}

SYSCALL3(getcpu, unsigned *, cpu, unsigned *, node, void *, unused)
{
    (void)unused;
    if (cpu)
        *cpu = 0;
    if (node)
        *node = 0;
    return 0;
}
