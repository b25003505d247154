/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* MAP_FIXED over what is there, hints that are taken, ranges that are not. */
#include "mm_check.h"

#define AT(pointer) ((long)(pointer) == -1 ? -1L : (char *)(pointer)-p)

int main(void)
{
    char *p, *q;

    mm_catch();
    p = mmap(0, 12 * PAGE, RW, ANON, -1, 0);
    memset(p, 'a', 12 * PAGE);
    SHOW(AT(mmap(p + 2 * PAGE, 2 * PAGE, PROT_READ, ANON | MAP_FIXED, -1, 0)));
    probe_pages("over the middle", p, 12);
    HOLDS(p[2 * PAGE] == 0 && p[PAGE] == 'a' && p[4 * PAGE] == 'a');
    SHOW(AT(mmap(p + 3 * PAGE, 3 * PAGE, PROT_NONE, ANON | MAP_FIXED, -1, 0)));
    probe_pages("over two", p, 12);
    SHOW(munmap(p + 7 * PAGE, 2 * PAGE));
    SHOW(AT(mmap(p + 6 * PAGE, 4 * PAGE, RW, ANON | MAP_FIXED, -1, 0)));
    probe_pages("over a hole", p, 12);
    HOLDS(p[6 * PAGE] == 0 && p[10 * PAGE] == 'a');
    SHOW(AT(mmap(p + 1, PAGE, RW, ANON | MAP_FIXED, -1, 0)));
    SHOW(AT(mmap(p, 0, RW, ANON | MAP_FIXED, -1, 0)));
    SHOW(AT(mmap(p + PAGE, PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0)));
    SHOW(munmap(p + 8 * PAGE, PAGE));
    SHOW(AT(
        mmap(p + 7 * PAGE, 2 * PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0)));
    SHOW(AT(
        mmap(p + 8 * PAGE, 2 * PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0)));
    SHOW(AT(mmap(p + 8 * PAGE, PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0)) ==
         8 * (long)PAGE);
    probe_pages("filled", p, 12);
    SHOW(munmap(p, 12 * PAGE));
    /* A hint that is free is taken, rounded down; another is not. */
    q = mmap(p + 4 * PAGE, PAGE, RW, ANON, -1, 0);
    HOLDS(q == p + 4 * PAGE);
    HOLDS(mmap(p + 4 * PAGE, PAGE, RW, ANON, -1, 0) != q);
    probe_pages("a hint", q, 1);
    SHOW(munmap(q, PAGE));
    SHOW(mmap(0, PAGE, RW, MAP_ANONYMOUS, -1, 0));
    SHOW(mmap(0, PAGE, RW, ANON, -1, 1));
    SHOW(mmap(0, SIZE_MAX, RW, ANON, -1, 0));
    SHOW(mmap(0, SIZE_MAX - PAGE, RW, ANON | MAP_NORESERVE, -1, 0));
    SHOW(mmap(0, PAGE, RW, MAP_PRIVATE, -1, 0));
    SHOW(mmap((void *)(-2 * PAGE), PAGE, RW, ANON | MAP_FIXED, -1, 0));
    SHOW(mmap((void *)(1ul << 47), PAGE, RW, ANON | MAP_FIXED, -1, 0));
    /* -1 as the descriptor is not looked at. */
    SHOW((q = mmap(0, PAGE, RW, ANON, 12345, 0)) != MAP_FAILED);
    SHOW(munmap(q, PAGE));
    SHOW((q = mmap(0, 100, RW, ANON, -1, 0)) != MAP_FAILED);
    probe_pages("rounded up", q, 1);
    SHOW(munmap(q, 1));
    probe_pages("gone", q, 1);
    return 0;
}
