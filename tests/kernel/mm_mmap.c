/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mmap and munmap of anonymous memory: placement, contents, errors. */
#include "proc_check.h"
#include <sys/mman.h>

#define PAGE 4096ul
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW (PROT_READ | PROT_WRITE)
#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

static int all_zero(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i])
            return 0;
    return 1;
}

static int maps(void *at)
{
    unsigned char v;
    return mincore(at, PAGE, &v) == 0;
}

static void contents(void)
{
    unsigned char *p = mmap(0, 64 * PAGE, RW, ANON, -1, 0);

    HOLDS(p != MAP_FAILED);
    HOLDS(((uintptr_t)p & (PAGE - 1)) == 0);
    HOLDS(all_zero(p, 64 * PAGE));
    memset(p, 0xa5, 64 * PAGE);
    /* Memory that is given back and had again is zero again. */
    SHOW(munmap(p, 64 * PAGE));
    HOLDS(!maps(p));
    p = mmap(0, 64 * PAGE, RW, ANON, -1, 0);
    HOLDS(all_zero(p, 64 * PAGE));
    SHOW(munmap(p, 64 * PAGE));
}

static void holes(void)
{
    char *p = mmap(0, 10 * PAGE, RW, ANON, -1, 0);

    memset(p, 1, 10 * PAGE);
    SHOW(munmap(p + 3 * PAGE, 2 * PAGE));
    HOLDS(maps(p + 2 * PAGE) && !maps(p + 3 * PAGE) && !maps(p + 4 * PAGE));
    HOLDS(maps(p + 5 * PAGE) && p[5 * PAGE] == 1 && p[3 * PAGE - 1] == 1);
    SHOW(munmap(p + 3 * PAGE, 2 * PAGE)); /* nothing there: no error */
    HOLDS(mmap(p + 3 * PAGE, PAGE, RW, ANON | MAP_FIXED, -1, 0) ==
          p + 3 * PAGE);
    HOLDS(p[3 * PAGE] == 0);
    /* A hint that is free is taken, one that is not is not. */
    HOLDS(mmap(p + 4 * PAGE, PAGE, RW, ANON, -1, 0) == p + 4 * PAGE);
    HOLDS(mmap(p + 4 * PAGE, PAGE, RW, ANON, -1, 0) != p + 4 * PAGE);
    /* Replaces, across what were three mappings. */
    HOLDS(mmap(p + PAGE, 6 * PAGE, RW, ANON | MAP_FIXED, -1, 0) == p + PAGE);
    HOLDS(p[0] == 1 && all_zero((void *)(p + PAGE), 6 * PAGE));
    HOLDS(p[7 * PAGE] == 1);
    SHOW(munmap(p, 10 * PAGE));
    SHOW(munmap(p, 10 * PAGE));
}

static void fixed_noreplace(void)
{
    char *p = mmap(0, 3 * PAGE, RW, ANON, -1, 0);

    p[PAGE] = 7;
    errno = 0;
    HOLDS(mmap(p + PAGE, PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0) ==
          MAP_FAILED);
    HOLDS(errno == EEXIST && p[PAGE] == 7);
    munmap(p + PAGE, PAGE);
    HOLDS(mmap(p + PAGE, PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0) ==
          p + PAGE);
    HOLDS(p[PAGE] == 0);
    munmap(p, 3 * PAGE);
}

static void errors(void)
{
    char *p = mmap(0, PAGE, RW, ANON, -1, 0);

    SHOW(mmap(0, 0, RW, ANON, -1, 0));
    SHOW(mmap(0, PAGE, RW, MAP_ANONYMOUS, -1, 0));
    SHOW(mmap(p + 1, PAGE, RW, ANON | MAP_FIXED, -1, 0));
    SHOW(mmap(0, SIZE_MAX - 2 * PAGE, RW, ANON, -1, 0));
    SHOW(mmap(0, (size_t)1 << 50, RW, ANON | MAP_NORESERVE, -1, 0));
    SHOW(mmap(0, PAGE, RW, MAP_PRIVATE, 99, 0));
    SHOW(munmap(p + 1, PAGE));
    SHOW(munmap(p, 0));
    munmap(p, PAGE);
}

static void reserve(void)
{
    /* Address space costs nothing: 64 GiB of it, two pages used. */
    size_t size = (size_t)64 << 30;
    char *p = mmap(0, size, RW, ANON | MAP_NORESERVE, -1, 0);

    HOLDS(p != MAP_FAILED);
    p[0] = 1;
    p[size - 1] = 2;
    HOLDS(p[0] + p[size - 1] == 3);
    SHOW(munmap(p, size));
    HOLDS(!maps(p) && !maps(p + size - PAGE));
    p = mmap(0, size, PROT_NONE, ANON | MAP_NORESERVE, -1, 0);
    HOLDS(p != MAP_FAILED);
    SHOW(mprotect(p + size / 2, PAGE, RW));
    p[size / 2] = 1;
    SHOW(munmap(p, size));
}

static void shared(void)
{
    char *p = mmap(0, 2 * PAGE, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    HOLDS(p != MAP_FAILED && p[PAGE] == 0);
    p[PAGE] = 3;
    HOLDS(p[PAGE] == 3);
    SHOW(msync(p, 2 * PAGE, MS_SYNC));
    SHOW(munmap(p, 2 * PAGE));
}

int main(void)
{
    contents();
    holes();
    fixed_noreplace();
    errors();
    reserve();
    shared();
}
