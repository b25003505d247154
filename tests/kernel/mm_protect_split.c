/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mprotect and munmap cut regions: the rights of each page afterwards. */
#include "mm_check.h"

int main(void)
{
    char *p, *q;

    mm_catch();
    p = mmap(0, 10 * PAGE, RW, ANON, -1, 0);
    probe_pages("fresh", p, 10);
    SHOW(mprotect(p + 2 * PAGE, 3 * PAGE, PROT_READ));
    probe_pages("read in the middle", p, 10);
    SHOW(mprotect(p + 4 * PAGE, 3 * PAGE, PROT_NONE));
    probe_pages("none across the edge", p, 10);
    SHOW(munmap(p + 5 * PAGE, PAGE));
    probe_pages("a hole", p, 10);
    /* Up to the hole it is done, then it fails. */
    SHOW(mprotect(p + 3 * PAGE, 5 * PAGE, RW));
    probe_pages("over the hole", p, 10);
    SHOW(mprotect(p + 5 * PAGE, PAGE, RW));
    SHOW(mprotect(p + 5 * PAGE, 2 * PAGE, RW));
    probe_pages("begins in the hole", p, 10);
    q = mmap(p + 5 * PAGE, PAGE, PROT_READ, ANON | MAP_FIXED, -1, 0);
    HOLDS(q == p + 5 * PAGE);
    probe_pages("filled", p, 10);
    SHOW(mprotect(p, 10 * PAGE, RW));
    probe_pages("one again", p, 10);
    SHOW(mprotect(p, 1, PROT_READ));
    SHOW(mprotect(p + 9 * PAGE, PAGE, PROT_NONE));
    probe_pages("both ends", p, 10);
    SHOW(munmap(p + PAGE, 8 * PAGE));
    probe_pages("only the ends", p, 10);
    SHOW(munmap(p, 10 * PAGE));
    SHOW(munmap(p, 10 * PAGE));
    probe_pages("gone", p, 10);
    SHOW(munmap(p + 1, PAGE));
    SHOW(munmap(p, 0));
    SHOW(munmap((void *)-PAGE, PAGE));
    SHOW(munmap(p, SIZE_MAX));
    SHOW(mprotect(p, PAGE, RW));
    SHOW(mprotect(p + 1, PAGE, RW));
    SHOW(mprotect(p, 0, RW));
    p = mmap(0, 2 * PAGE, PROT_EXEC | PROT_READ, ANON, -1, 0);
    probe_pages("code", p, 2);
    SHOW(mprotect(p, 2 * PAGE, 0x40));
    SHOW(mprotect(p, PAGE, PROT_READ | PROT_GROWSDOWN));
    SHOW(mprotect(p, PAGE, PROT_READ | PROT_GROWSDOWN | PROT_GROWSUP));
    return 0;
}
