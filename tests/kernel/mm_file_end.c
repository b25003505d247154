/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Mapped files about their end: zero tail, pages beyond, growing, cutting. */
#include "mm_check.h"

int main(void)
{
    char *p, *q, text[20] = "";
    int fd;

    mm_catch();
    fd = memfd_create("m", 0);
    pwrite(fd, "hello", 5, 0);
    p = mmap(0, 4 * PAGE, RW, MAP_SHARED, fd, 0);
    q = mmap(0, 4 * PAGE, RW, MAP_PRIVATE, fd, 0);
    probe_pages("shared", p, 4);
    probe_pages("private", q, 4);
    HOLDS(p[5] == 0 && p[PAGE - 1] == 0);
    p[5] = '!';
    SHOW(pread(fd, text, 20, 0));
    SHOW(lseek(fd, 0, SEEK_END));
    SHOW(ftruncate(fd, PAGE + 1));
    probe_pages("grown", p, 4);
    p[PAGE] = 'x';
    SHOW(pread(fd, text, 20, PAGE));
    printf("%c\n", text[0]);
    SHOW(pwrite(fd, "far", 3, 3 * PAGE));
    probe_pages("far", p, 4);
    HOLDS(p[3 * PAGE] == 'f' && p[2 * PAGE] == 0);
    q[PAGE] = 'q';
    SHOW(ftruncate(fd, 10));
    probe_pages("cut", p, 4);
    /* A private copy goes with the file's page. */
    probe_pages("cut", q, 4);
    SHOW(ftruncate(fd, 4 * PAGE));
    probe_pages("back", p, 4);
    HOLDS(p[PAGE] == 0 && p[3 * PAGE] == 0);
    HOLDS(q[PAGE] == 0);
    /* What lies behind the end in the last page is cut to zero. */
    memset(p, 'z', PAGE);
    SHOW(ftruncate(fd, 100));
    HOLDS(p[99] == 'z' && p[100] == 0 && p[PAGE - 1] == 0);
    SHOW(ftruncate(fd, 2 * PAGE));
    HOLDS(p[99] == 'z' && p[100] == 0 && p[PAGE] == 0);
    SHOW(close(fd));
    p[1] = 'c';
    HOLDS(p[1] == 'c');
    SHOW(munmap(p, PAGE));
    probe_pages("half", p, 4);
    SHOW(munmap(p, 4 * PAGE));
    fd = memfd_create("e", 0);
    SHOW((p = mmap(0, PAGE, RW, MAP_SHARED, fd, 0)) != MAP_FAILED);
    probe_pages("empty", p, 1);
    SHOW(mmap(0, PAGE, RW, MAP_SHARED, fd, 100));
    SHOW((p = mmap(0, PAGE, RW, MAP_SHARED, fd, 16 * PAGE)) != MAP_FAILED);
    probe_pages("behind the end", p, 1);
    SHOW(ftruncate(fd, 17 * PAGE));
    probe_pages("not any more", p, 1);
    SHOW(mmap(0, 2 * PAGE, RW, MAP_SHARED, fd, -(long)PAGE));
    return 0;
}
