/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* MADV_DONTNEED and its like: zero pages, a file's pages, shared memory. */
#include "mm_check.h"

static void show(const char *what, char *p, int n)
{
    printf("%s:", what);
    for (int i = 0; i < n; i++)
        printf(" %d", p[i * PAGE]);
    printf("\n");
}

static void fill(char *p, int n)
{
    for (int i = 0; i < n; i++)
        p[i * PAGE] = 'A' + i;
}

int main(void)
{
    char *p, *q;
    int fd;

    mm_catch();
    p = mmap(0, 8 * PAGE, RW, ANON, -1, 0);
    fill(p, 8);
    SHOW(madvise(p + PAGE, 2 * PAGE, MADV_DONTNEED));
    show("private", p, 8);
    SHOW(madvise(p + 5 * PAGE, 100, MADV_DONTNEED));
    show("part of a page", p, 8);
    SHOW(mprotect(p, 8 * PAGE, PROT_READ));
    SHOW(madvise(p, 8 * PAGE, MADV_DONTNEED));
    show("read only", p, 8);
    SHOW(mprotect(p, 8 * PAGE, RW));
    fill(p, 8);
    SHOW(munmap(p + 3 * PAGE, PAGE));
    SHOW(madvise(p, 8 * PAGE, MADV_DONTNEED));
    show("before a hole", p, 3);
    show("behind a hole", p + 4 * PAGE, 4);
    SHOW(madvise(p + 3 * PAGE, PAGE, MADV_DONTNEED));
    SHOW(madvise(p + 3 * PAGE, PAGE, MADV_WILLNEED));
    SHOW(madvise(p + 1, PAGE, MADV_DONTNEED));
    SHOW(madvise(p, 0, MADV_DONTNEED));
    SHOW(madvise(p, SIZE_MAX - PAGE, MADV_DONTNEED));
    SHOW(madvise(p, PAGE, 1234));
    SHOW(madvise(p, PAGE, -1));
    SHOW(madvise(p, PAGE, MADV_NORMAL));
    SHOW(madvise(p, PAGE, MADV_RANDOM));
    SHOW(madvise(p, PAGE, MADV_SEQUENTIAL));
    SHOW(munmap(p, 8 * PAGE));
    p = mmap(0, 4 * PAGE, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    fill(p, 4);
    SHOW(madvise(p, 4 * PAGE, MADV_DONTNEED));
    show("shared", p, 4);
    SHOW(munmap(p, 4 * PAGE));
    fd = memfd_create("m", 0);
    ftruncate(fd, 4 * PAGE);
    p = mmap(0, 4 * PAGE, RW, MAP_SHARED, fd, 0);
    q = mmap(0, 4 * PAGE, RW, MAP_PRIVATE, fd, 0);
    fill(p, 4);
    show("private of a file", q, 4);
    for (int i = 0; i < 4; i += 2)
        q[i * PAGE] = 'x';
    show("written", q, 4);
    SHOW(madvise(q, 4 * PAGE, MADV_DONTNEED));
    show("the file's again", q, 4);
    SHOW(madvise(p, 2 * PAGE, MADV_DONTNEED));
    show("shared of a file", p, 4);
    return 0;
}
