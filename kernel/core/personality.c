/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* personality: stored; there is one way in which programs run. */
#include <kernel/syscall.h>

#define ONLY_ASK 0xffffffffu

SYSCALL1(personality, unsigned, wanted)
{
    static unsigned current;
    unsigned old = current;

    if (wanted != ONLY_ASK)
        current = wanted;
    return old;
}
