/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The thread pointer is the FS base, by the MSR, which every CPU has: without
 * threads it is written once, and then asking CPUID for WRFSBASE costs more.
 */
#include "x86.h"

#define MSR_FS_BASE 0xc0000100u

void arch_set_thread_pointer(void *tp)
{
    msr_write(MSR_FS_BASE, (uintptr_t)tp);
}

void *arch_thread_pointer(void)
{
    return (void *)msr_read(MSR_FS_BASE);
}
