/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The thread pointer is the FS base. It is written once per program, so the
 * MSR, which every CPU has, is cheaper than asking CPUID for WRFSBASE.
 */
#include "x86.h"

#define MSR_FS_BASE 0xc0000100u

void arch_set_thread_pointer(void *tp)
{
    msr_write(MSR_FS_BASE, (uintptr_t)tp);
}
