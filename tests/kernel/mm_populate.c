/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Pages that are there before they are touched: of what is locked, and of
 * mappings that ask for them. Beside them those that are not.
 */
#include "mm_check.h"

static void core(const char *what, char *p, int n)
{
    unsigned char v[16] = "";

    printf("%s: %d:", what, mincore(p, n * PAGE, v));
    for (int i = 0; i < n; i++)
        printf(" %d", v[i] & 1);
    printf("\n");
}

/* Without huge pages, of which one touch brings all. */
static char *some(int n)
{
    char *p = mmap(NULL, n * PAGE, RW, ANON, -1, 0);

    madvise(p, n * PAGE, MADV_NOHUGEPAGE);
    return p;
}

static void locking(void)
{
    char *p = some(8);

    core("new", p, 8);
    SHOW(mlock(p + PAGE, 2 * PAGE));
    core("two", p, 8);
    SHOW(mlock(p + 4 * PAGE - 1, 2));
    core("two bytes", p, 8);
    SHOW(syscall(SYS_mlock2, p + 7 * PAGE, PAGE, 1));
    core("when touched", p, 8);
    SHOW(syscall(SYS_mlock2, p + 7 * PAGE, PAGE, 0));
    core("the last", p, 8);
    SHOW(munlock(p, 8 * PAGE));
    core("as before", p, 8);
    SHOW(munmap(p, 8 * PAGE));
}

/* Up to what cannot be there. */
static void rights(void)
{
    char *p = some(4);

    mprotect(p + 2 * PAGE, PAGE, PROT_NONE);
    SHOW(mlock(p, 4 * PAGE));
    core("half", p, 4);
    SHOW(mlock(p + 2 * PAGE, PAGE));
    mprotect(p + 2 * PAGE, PAGE, PROT_READ);
    SHOW(mlock(p + 2 * PAGE, PAGE));
    core("read only", p, 4);
    mprotect(p, PAGE, PROT_NONE);
    SHOW(mlock(p, PAGE));
    SHOW(munmap(p, 4 * PAGE));
}

static void mapping(int flags, const char *what)
{
    char *p = mmap(NULL, 4 * PAGE, RW, flags, -1, 0);

    core(what, p, 4);
    HOLDS(p[0] == 0 && p[4 * PAGE - 1] == 0);
    SHOW(munmap(p, 4 * PAGE));
    p = mmap(NULL, 4 * PAGE, PROT_NONE, flags, -1, 0);
    core("without rights", p, 4);
    SHOW(munmap(p, 4 * PAGE));
}

static void file(void)
{
    int fd = open("file", O_CREAT | O_RDWR | O_TRUNC, 0600);
    char *p;

    ftruncate(fd, 2 * PAGE);
    pwrite(fd, "text", 4, PAGE);
    p = mmap(NULL, 4 * PAGE, RW, MAP_SHARED, fd, 0);
    SHOW(mlock(p, 4 * PAGE));
    SHOW(mlock(p, 2 * PAGE));
    core("shared", p, 2);
    SHOW(munmap(p, 4 * PAGE));
    p = mmap(NULL, 2 * PAGE, RW, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    core("private", p, 2);
    HOLDS(!memcmp(p + PAGE, "text", 4));
    SHOW(munmap(p, 2 * PAGE));
    close(fd);
}

int main(void)
{
    mm_catch();
    locking();
    rights();
    mapping(ANON | MAP_POPULATE, "populated");
    mapping(MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, "shared, populated");
    mapping(ANON | MAP_LOCKED, "locked");
    file();
    char *p = some(2);
    core("not yet", p, 2);
    SHOW(mlockall(MCL_CURRENT));
    core("all", p, 2);
    SHOW(munlockall());
    return 0;
}
