/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* arch_prctl: the segment bases of fs, which is the thread pointer, and gs. */
#include "x86.h"
#include <errno.h>
#include <kernel/syscall.h>
#include <kernel/thread.h>

/* Asking whether it is reached must not extract it. */
#pragma weak thread_create

#define ARCH_SET_GS 0x1001
#define ARCH_SET_FS 0x1002
#define ARCH_GET_FS 0x1003
#define ARCH_GET_GS 0x1004

#define MSR_FS_BASE 0xc0000100u
#define MSR_GS_BASE 0xc0000101u
#define ADDRESS_END 0x7ffffffff000ul /* TASK_SIZE_MAX of Linux */

SYSCALL2(arch_prctl, int, code, unsigned long, address)
{
    switch (code) {
    case ARCH_SET_FS:
        if (address >= ADDRESS_END)
            return -EPERM;
        arch_set_thread_pointer((void *)address);
        if (THREADS)
            thread_current->thread_pointer = (void *)address;
        return 0;
    case ARCH_SET_GS:
        if (address >= ADDRESS_END)
            return -EPERM;
        msr_write(MSR_GS_BASE, address);
        return 0;
    case ARCH_GET_FS:
        *(uint64_t *)address = msr_read(MSR_FS_BASE);
        return 0;
    case ARCH_GET_GS:
        *(uint64_t *)address = msr_read(MSR_GS_BASE);
        return 0;
    default:
        return -EINVAL;
    }
}
