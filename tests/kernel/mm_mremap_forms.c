/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mremap with MREMAP_DONTUNMAP, and with an old size of 0. */
#include "proc_check.h"
#include <fcntl.h>
#include <sys/mman.h>

#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif
#define PAGE 4096ul
#define RW (PROT_READ | PROT_WRITE)
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)

static void leave_behind(void)
{
    const int both = MREMAP_MAYMOVE | MREMAP_DONTUNMAP;
    unsigned char *p = mmap(0, 4 * PAGE, RW, ANON, -1, 0), *q, v;
    unsigned char *r = mmap(0, 4 * PAGE, RW, ANON, -1, 0);

    memset(p, 7, 4 * PAGE);
    q = mremap(p, 4 * PAGE, 4 * PAGE, both);
    HOLDS(q != MAP_FAILED && q != p && q[0] == 7 && q[4 * PAGE - 1] == 7);
    HOLDS(mincore(p, PAGE, &v) == 0 && p[0] == 0 && p[4 * PAGE - 1] == 0);
    p[1] = 1;
    HOLDS(q[1] == 7);
    HOLDS(mremap(q, 4 * PAGE, 4 * PAGE, both | MREMAP_FIXED, r) == r);
    HOLDS(r[5] == 7 && q[5] == 0);
    SHOW(mremap(p, 4 * PAGE, 4 * PAGE, MREMAP_DONTUNMAP));
    SHOW(mremap(p, 4 * PAGE, 5 * PAGE, both));
    SHOW(munmap(p, 4 * PAGE));
    SHOW(munmap(q, 4 * PAGE));
    SHOW(munmap(r, 4 * PAGE));
}

static void once_more(void)
{
    int fd = open("mapped", O_CREAT | O_RDWR, 0600);
    unsigned char *p, *q;

    ftruncate(fd, 4 * PAGE);
    p = mmap(0, 4 * PAGE, RW, MAP_SHARED, fd, 0);
    q = mremap(p + PAGE, 0, 2 * PAGE, MREMAP_MAYMOVE);
    HOLDS(q != MAP_FAILED);
    p[PAGE] = 1;
    q[PAGE] = 2;
    HOLDS(q[0] == 1 && p[2 * PAGE] == 2);
    SHOW(munmap(p, 4 * PAGE));
    HOLDS(q[0] == 1 && q[PAGE] == 2);
    q[1] = 3;
    HOLDS(pread(fd, &p, 1, PAGE + 1) == 1 && *(unsigned char *)&p == 3);
    SHOW(munmap(q, 2 * PAGE));
    p = mmap(0, PAGE, RW, ANON, -1, 0);
    SHOW(mremap(p, 0, PAGE, MREMAP_MAYMOVE));
    SHOW(munmap(p, PAGE));
}

int main(void)
{
    leave_behind();
    once_more();
    return 0;
}
