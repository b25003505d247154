/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The pause instruction gives the sibling's or the host's processor away. */
#include <kernel/arch.h>

void arch_relax(void)
{
    __builtin_ia32_pause();
}
