/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* madvise, mincore, msync, mlock: what they change and what they refuse. */
#include "proc_check.h"
#include <sys/mman.h>

#define PAGE 4096ul
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)
#define RW (PROT_READ | PROT_WRITE)

int main(void)
{
    unsigned char *p = mmap(0, 8 * PAGE, RW, ANON, -1, 0), v[8];

    for (int i = 0; i < 8; i++)
        p[i * PAGE] = 1;
    SHOW(madvise(p + 2 * PAGE, 2 * PAGE, MADV_DONTNEED));
    SHOW(mincore(p, 8 * PAGE, v));
    for (int i = 0; i < 8; i++)
        printf("%d", v[i] & 1);
    puts("");
    for (int i = 0; i < 8; i++)
        printf("%d", p[i * PAGE]);
    puts("");
    SHOW(madvise(p, 8 * PAGE, MADV_WILLNEED));
    SHOW(madvise(p, 8 * PAGE, MADV_DONTFORK));
    SHOW(madvise(p + 1, PAGE, MADV_DONTNEED));
    SHOW(madvise(p, PAGE, 77));
    SHOW(mlock(p, 8 * PAGE));
    SHOW(munlock(p, 8 * PAGE));
    SHOW(msync(p, 8 * PAGE, MS_ASYNC));
    SHOW(msync(p, 8 * PAGE, MS_ASYNC | MS_SYNC));
    SHOW(msync(p + 1, PAGE, MS_SYNC));
    munmap(p + 4 * PAGE, PAGE);
    SHOW(madvise(p, 8 * PAGE, MADV_DONTNEED));
    SHOW(msync(p, 8 * PAGE, MS_SYNC));
    SHOW(mincore(p, 8 * PAGE, v));
    SHOW(mlock(p + 4 * PAGE, PAGE));
    SHOW(munmap(p, 8 * PAGE));
}
