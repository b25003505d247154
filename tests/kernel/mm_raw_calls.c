/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The bounds of what calls about memory take: lengths of 0, of less than a page
 * and of all there is, ranges that wrap around or have holes, and flags of
 * which one is too much.
 */
#include "mm_check.h"

#define ALL SIZE_MAX
#define HALF ((char *)(1ul << 63)) /* no address of a program */
#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif
#ifndef MAP_SHARED_VALIDATE
#define MAP_SHARED_VALIDATE 3
#endif
#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif

static char *some(size_t pages)
{
    return mmap(NULL, pages * PAGE, RW, ANON, -1, 0);
}

static long map(void *hint, size_t size, int prot, long flags, long fd,
                long offset)
{
    return syscall(SYS_mmap, hint, size, (long)prot, flags, fd, offset);
}

/* libc's rounds its range. */
static long protect(void *at, size_t size, long prot)
{
    return syscall(SYS_mprotect, at, size, prot);
}

static void mapping(void)
{
    char *p = some(4);
    int file = open("file", O_CREAT | O_RDWR, 0600);

    SHOW(map(NULL, 0, RW, ANON, -1, 0));
    SHOW(map(NULL, ALL, RW, ANON, -1, 0));
    SHOW(map(NULL, 1l << 62, 0, ANON, -1, 0));
    SHOW(map(NULL, PAGE, RW, ANON, -1, 1));
    SHOW(map(NULL, PAGE, RW, MAP_ANONYMOUS, -1, 0));
    SHOW(map(NULL, PAGE, RW, MAP_ANONYMOUS | 15, -1, 0));
    SHOW(map(NULL, PAGE, RW, MAP_ANONYMOUS | MAP_SHARED_VALIDATE, -1, 0));
    SHOW(map(NULL, PAGE, RW, MAP_PRIVATE, -1, 0));
    SHOW(map(NULL, 0, RW, MAP_PRIVATE, -1, 0));
    SHOW(map(NULL, PAGE, RW, 0, -1, 0));
    SHOW(map(NULL, PAGE, RW, 0, file, 0));
    SHOW(map(NULL, 0, RW, MAP_PRIVATE, file, 0));
    SHOW(map(NULL, PAGE, RW, MAP_SHARED, file, -(long)PAGE));
    SHOW(map(NULL, PAGE, RW, MAP_PRIVATE, file, 100));
    SHOW(map(NULL, PAGE, RW, 0x80000 | MAP_SHARED_VALIDATE, file, 0));
    HOLDS(map(NULL, PAGE, RW, MAP_SHARED_VALIDATE, file, 0) != -1);
    SHOW(map(p + 1, PAGE, RW, ANON | MAP_FIXED, -1, 0));
    SHOW(map(HALF, PAGE, RW, ANON | MAP_FIXED, -1, 0));
    SHOW(map(HALF, PAGE, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0));
    SHOW(map(p, 1, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0));
    HOLDS(map(p + PAGE, 1, RW, ANON | MAP_FIXED, -1, 0) == (long)p + 4096);
    HOLDS(map(p + 1, PAGE, RW, ANON, -1, 0) != -1);
    HOLDS(map(HALF, PAGE, RW, ANON, -1, 0) != -1);
    SHOW(munmap(p, 4 * PAGE));
    close(file);
}

static void unmapping(void)
{
    char *p = some(4);

    SHOW(munmap(p, 0));
    SHOW(munmap(p + 1, PAGE));
    SHOW(munmap(p, ALL));
    SHOW(munmap(p, ALL - PAGE));
    SHOW(munmap(HALF, PAGE));
    SHOW(munmap(HALF - PAGE, 2 * PAGE));
    probe_pages("whole", p, 4);
    SHOW(munmap(p + PAGE, 1));
    probe_pages("second gone", p, 4);
    SHOW(munmap(p + PAGE, PAGE));
    SHOW(munmap(p, 3 * PAGE));
    probe_pages("last left", p, 4);
    SHOW(munmap(p, 4 * PAGE));
}

static void protecting(void)
{
    char *p = some(4);

    SHOW(protect(p, 0, PROT_READ));
    SHOW(protect(p, 0, 64));
    SHOW(protect(p + 1, 0, PROT_READ));
    SHOW(protect(p, ALL, PROT_READ));
    SHOW(protect(p, ALL - PAGE, PROT_READ));
    SHOW(protect(p, PAGE, 64));
    SHOW(protect(p, PAGE, PROT_READ | 8)); /* PROT_SEM */
    SHOW(protect(p, PAGE, PROT_GROWSUP | PROT_GROWSDOWN | PROT_READ));
    SHOW(protect(p, PAGE, PROT_GROWSDOWN | PROT_READ));
    SHOW(protect(HALF, PAGE, PROT_READ));
    probe_pages("first read only", p, 4);
    SHOW(protect(p + 2 * PAGE, 1, PROT_NONE));
    probe_pages("third without", p, 4);
    munmap(p + PAGE, PAGE);
    SHOW(protect(p, 4 * PAGE, RW));
    SHOW(protect(p + PAGE, PAGE, RW));
    probe_pages("up to the hole", p, 4);
    SHOW(munmap(p, 4 * PAGE));
}

static void advising(void)
{
    char *p = some(4);

    memset(p, 1, 4 * PAGE);
    SHOW(madvise(p, 0, MADV_DONTNEED));
    SHOW(madvise(p, 0, 1000));
    SHOW(madvise(p + 1, 0, MADV_DONTNEED));
    SHOW(madvise(p, ALL, MADV_DONTNEED));
    SHOW(madvise(p, ALL - PAGE, MADV_NORMAL));
    SHOW(madvise(p, PAGE, -1));
    SHOW(madvise(p + PAGE, 1, MADV_DONTNEED));
    printf("%d %d %d\n", p[PAGE - 1], p[2 * PAGE - 1], p[2 * PAGE]);
    SHOW(madvise(HALF, PAGE, MADV_DONTNEED));
    SHOW(madvise(p, PAGE, MADV_COLD));
    SHOW(madvise(p, PAGE, MADV_PAGEOUT));
    SHOW(madvise(p, PAGE, MADV_WIPEONFORK));
    SHOW(madvise(p, PAGE, MADV_KEEPONFORK));
    printf("%d\n", p[0]);
    SHOW(munmap(p, 4 * PAGE));
}

static void asking(void)
{
    unsigned char v[4] = "";
    char *p = some(4);

    p[0] = 1;
    SHOW(mincore(p, 0, NULL));
    SHOW(mincore(p + 1, 0, v));
    SHOW(mincore(p, ALL, v));
    SHOW(mincore(HALF, PAGE, v));
    SHOW(mincore(p, 1, v));
    SHOW(v[0]);
    SHOW(msync(p, 0, MS_SYNC));
    SHOW(msync(p, ALL, MS_SYNC));
    SHOW(msync(p, ALL - 2 * PAGE, MS_SYNC));
    SHOW(msync(p, PAGE, 0));
    SHOW(msync(p, 1, MS_INVALIDATE));
    SHOW(msync(p, PAGE, 8));
    SHOW(msync(HALF, PAGE, MS_ASYNC));
    SHOW(munmap(p, 4 * PAGE));
}

static void locking(void)
{
    char *p = some(4);

    SHOW(mlock(p, 0));
    SHOW(mlock(p + 1, 1));
    SHOW(mlock(p, ALL));
    SHOW(mlock(p, ALL - PAGE));
    SHOW(munlock(p, ALL - PAGE));
    SHOW(munlock(p, 0));
    SHOW(munlock(p + 4095, 2));
    SHOW(syscall(SYS_mlock2, p, PAGE, 0));
    SHOW(syscall(SYS_mlock2, p, PAGE, 1));
    SHOW(syscall(SYS_mlock2, p, PAGE, 2));
    SHOW(syscall(SYS_mlock2, p, 0, -1));
    munmap(p + PAGE, PAGE);
    SHOW(mlock(p, 3 * PAGE));
    SHOW(syscall(SYS_mlock2, p, 3 * PAGE, 1));
    SHOW(munlock(p, 4 * PAGE));
    SHOW(munlock(p + PAGE, 1));
    SHOW(mlockall(8));
    SHOW(mlockall(4));
    SHOW(munlockall());
    SHOW(munmap(p, 4 * PAGE));
}

static void moving(void)
{
    const int may = MREMAP_MAYMOVE, fixed = may | MREMAP_FIXED;
    char *p = some(4), *to = some(8);

    memset(p, 5, 4 * PAGE);
    SHOW(mremap(p, 4 * PAGE, 0, may));
    SHOW(mremap(p + 1, PAGE, PAGE, may));
    SHOW(mremap(p, PAGE, 2 * PAGE, 8));
    SHOW(mremap(p, PAGE, PAGE, MREMAP_FIXED, to));
    SHOW(mremap(p, PAGE, PAGE, MREMAP_DONTUNMAP));
    SHOW(mremap(p, 2 * PAGE, PAGE, may | MREMAP_DONTUNMAP));
    SHOW(mremap(p, PAGE, PAGE, fixed, to + 1));
    SHOW(mremap(p, PAGE, PAGE, fixed, HALF));
    SHOW(mremap(p, 2 * PAGE, 2 * PAGE, fixed, p + PAGE));
    SHOW(mremap(p + PAGE, 2 * PAGE, 2 * PAGE, fixed, p));
    SHOW(mremap(p, 0, PAGE, may));
    SHOW(mremap(HALF, PAGE, PAGE, may));
    SHOW(mremap(p, PAGE, 2 * PAGE, 0));
    HOLDS(mremap(p, 4 * PAGE, 4 * PAGE, 0) == p);
    protect(p + 3 * PAGE, PAGE, PROT_READ);
    SHOW(mremap(p, 4 * PAGE, 5 * PAGE, may));
    HOLDS(mremap(p, 4095, 1, 0) == p);
    HOLDS(mremap(p + PAGE, 3 * PAGE, 2 * PAGE - 1, 0) == p + PAGE);
    probe_pages("three", p, 4);
    HOLDS(mremap(p, 2 * PAGE + 1, PAGE, fixed, to + PAGE) == to + PAGE);
    probe_pages("none", p, 3);
    HOLDS(to[0] == 0 && to[PAGE] == 5 && to[2 * PAGE] == 0);
    SHOW(mremap(p, PAGE, 2 * PAGE, may));
    munmap(to + PAGE, PAGE);
    SHOW(mremap(to, 3 * PAGE, 5 * PAGE, may));
    SHOW(munmap(to, 8 * PAGE));
}

static void breaking(void)
{
    char *start = (char *)syscall(SYS_brk, 0), *now = start + 3 * PAGE;

    HOLDS((char *)syscall(SYS_brk, 1) == start);
    HOLDS((char *)syscall(SYS_brk, -1l) == start);
    HOLDS((char *)syscall(SYS_brk, HALF) == start);
    HOLDS((char *)syscall(SYS_brk, start) == start);
    HOLDS((char *)syscall(SYS_brk, now) == now);
    HOLDS((char *)syscall(SYS_brk, now - 1) == now - 1);
    HOLDS((char *)syscall(SYS_brk, 0) == now - 1);
    HOLDS((char *)syscall(SYS_brk, start) == start);
}

int main(void)
{
    mm_catch();
    mapping();
    unmapping();
    protecting();
    advising();
    asking();
    locking();
    moving();
    breaking();
    return 0;
}
