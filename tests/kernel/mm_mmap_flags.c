/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* MAP_32BIT, MAP_GROWSDOWN, MAP_FIXED_NOREPLACE, MAP_NORESERVE. */
#include "proc_check.h"
#include <sys/mman.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif
#ifndef MAP_32BIT
#define MAP_32BIT 0x40
#endif
#define PAGE 4096ul
#define RW (PROT_READ | PROT_WRITE)
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)

static void low(void)
{
    char *p = mmap(0, 64 * PAGE, RW, ANON | MAP_32BIT, -1, 0), *q;

    HOLDS(p != MAP_FAILED && (uintptr_t)p + 64 * PAGE <= 1ul << 31);
    q = mmap(0, PAGE, RW, ANON | MAP_32BIT, -1, 0);
    HOLDS(q != MAP_FAILED && (uintptr_t)q < 1ul << 31 && q != p);
    memset(p, 1, 64 * PAGE);
    *q = 2;
    SHOW(mprotect(p, PAGE, PROT_READ));
    SHOW(munmap(p, 64 * PAGE));
    SHOW(munmap(q, PAGE));
    q = mmap(0, 8 << 20, RW, ANON | MAP_32BIT, -1, 0);
    q[0] = q[(8 << 20) - 1] = 1;
    SHOW(munmap(q, 8 << 20));
}

static void grows(void)
{
    /* Room below, with nothing else in it. */
    char *room = mmap(0, 2048 * PAGE, PROT_NONE, ANON, -1, 0), *p;
    unsigned char v;

    munmap(room, 2048 * PAGE);
    p = mmap(room + 2040 * PAGE, 8 * PAGE, RW,
             ANON | MAP_GROWSDOWN | MAP_FIXED, -1, 0);
    HOLDS(p == room + 2040 * PAGE);
    p[0] = 1;
    p[-1] = 2;
    HOLDS(mincore(p - PAGE, PAGE, &v) == 0);
    p[-100 * (long)PAGE] = 3;
    HOLDS(mincore(p - 100 * PAGE, 108 * PAGE, (unsigned char[108]){0}) == 0);
    HOLDS(p[-1] == 2 && p[0] == 1 && p[-50 * (long)PAGE] == 0);
    HOLDS(mincore(p - 101 * PAGE, PAGE, &v) == -1);
    SHOW(munmap(p - 100 * PAGE, 108 * PAGE));
}

static void no_replace(void)
{
    char *p = mmap(0, 4 * PAGE, RW, ANON, -1, 0), *q;

    *p = 1;
    SHOW(mmap(p, PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0));
    SHOW(mmap(p - PAGE, 2 * PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0));
    SHOW(mmap(p + 1, PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0));
    HOLDS(*p == 1);
    munmap(p, 4 * PAGE);
    q = mmap(p, 4 * PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0);
    HOLDS(q == p && *q == 0);
    munmap(q, 4 * PAGE);
    q = mmap(0, 1ul << 40, RW, ANON | MAP_NORESERVE, -1, 0);
    HOLDS(q != MAP_FAILED);
    q[1ul << 39] = 1;
    HOLDS(q[1ul << 39] == 1 && q[(1ul << 40) - 1] == 0);
    SHOW(munmap(q, 1ul << 40));
}

int main(void)
{
    low();
    grows();
    no_replace();
    return 0;
}
