/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Code that is never run: its label stands in a function that is inlined
 * twice, and guest.S says that it crashed there (mode l).
 */
static inline __attribute__((always_inline)) void innermost(int *p)
{
    __asm__ volatile(".globl crash_rip\ncrash_rip: incl %0" : "+m"(*p));
}

static inline __attribute__((always_inline)) void middle(int *p)
{
    innermost(p + 1);
}

void outermost(int *p)
{
    *p = 0;
    middle(p);
}
