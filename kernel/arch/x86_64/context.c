/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* How much extended state preempt.S has to save. */
#include "preempt.h"
#include "x86.h"

#define CPUID1_ECX_OSXSAVE (1u << 27)

void arch_context_enable(void)
{
    if (cpuid(1, 0).ecx & CPUID1_ECX_OSXSAVE)
        preempt_xsave_size = cpuid(13, 0).ebx;
}
