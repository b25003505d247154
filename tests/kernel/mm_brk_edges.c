/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* brk: grows by bytes, zero again after it shrank, in nobody's way. */
#include "mm_check.h"

static char *set(char *to)
{
    return (char *)syscall(SYS_brk, to);
}

int main(void)
{
    char *start, *p;

    mm_catch();
    start = set(0);
    p = (char *)(((uintptr_t)start + PAGE - 1) & -PAGE);
    HOLDS(set(start - 1) == start || set(0) >= start - 1);
    set(start);
    HOLDS(set(p + 3 * PAGE) == p + 3 * PAGE);
    probe_pages("three", p, 4);
    memset(p, 'x', 3 * PAGE);
    HOLDS(set(p + PAGE + 10) == p + PAGE + 10);
    probe_pages("less", p, 4);
    HOLDS(p[PAGE + 5] == 'x' && p[PAGE + 2000] == 'x');
    HOLDS(set(p + 3 * PAGE) == p + 3 * PAGE);
    HOLDS(p[2 * PAGE] == 0 && p[0] == 'x');
    SHOW(mprotect(p, PAGE, PROT_READ));
    probe_pages("read only", p, 4);
    SHOW(munmap(p + PAGE, PAGE));
    probe_pages("a hole", p, 4);
    HOLDS(set(0) == p + 3 * PAGE);
    HOLDS(set((char *)-1) == p + 3 * PAGE);
    HOLDS(set((char *)(1ul << 47)) == p + 3 * PAGE);
    HOLDS(mmap(p + 3 * PAGE, PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0) ==
          p + 3 * PAGE);
    HOLDS(set(p + 5 * PAGE) == p + 3 * PAGE);
    SHOW(munmap(p + 3 * PAGE, PAGE));
    HOLDS(set(p + 5 * PAGE) == p + 5 * PAGE);
    HOLDS(set(start) == start);
    probe_pages("back", p, 2);
    HOLDS(sbrk(0) == start);
    return 0;
}
