/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* brk, by its number: libc has only sbrk(0). */
#include "proc_check.h"

#define PAGE 4096ul

static char *brk_to(char *address)
{
    return (char *)syscall(SYS_brk, address);
}

int main(void)
{
    char *start = brk_to(0), *end;
    int zero = 1;

    HOLDS(start != 0);
    HOLDS(brk_to(start + 10) == start + 10);
    start[9] = 1;
    end = start + 300 * PAGE + 5;
    HOLDS(brk_to(end) == end);
    for (char *p = start + 10; p < end; p += 512)
        zero &= *p == 0;
    HOLDS(zero);
    memset(start, 1, (size_t)(end - start));
    HOLDS(brk_to(start + PAGE) == start + PAGE);
    HOLDS(start[9] == 1);
    HOLDS(brk_to(end) == end);
    HOLDS(start[200 * PAGE] == 0); /* gone meanwhile */
    HOLDS(brk_to(start - PAGE) == end);
    HOLDS(brk_to((char *)(1ul << 62)) == end);
    HOLDS(brk_to(0) == end);
    HOLDS(brk_to(start) == start);
}
