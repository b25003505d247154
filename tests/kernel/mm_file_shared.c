/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Several maps of a file, read and write beside them; names that go. */
#include "mm_check.h"

int main(void)
{
    char *a, *b, *c, *d, text[8] = "";
    int fd, other;

    mm_catch();
    fs_enter();
    fd = open("f", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 4 * PAGE);
    a = mmap(0, 4 * PAGE, RW, MAP_SHARED, fd, 0);
    b = mmap(0, 2 * PAGE, RW, MAP_SHARED, fd, PAGE);
    c = mmap(0, 4 * PAGE, RW, MAP_PRIVATE, fd, 0);
    d = mmap(0, 4 * PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
    strcpy(a + PAGE, "one");
    printf("%s %s\n", b, a + PAGE);
    SHOW(pread(fd, text, 4, PAGE));
    printf("%s\n", text);
    SHOW(pwrite(fd, "two", 3, PAGE));
    printf("%s %s %s\n", a + PAGE, b, c + PAGE);
    strcpy(c + PAGE, "own");
    printf("%s %s\n", a + PAGE, b);
    SHOW(pwrite(fd, "new", 3, PAGE));
    printf("%s %s %s\n", a + PAGE, c + PAGE, d + PAGE);
    strcpy(b + PAGE - 2, "edge");
    SHOW(pread(fd, text, 5, 2 * PAGE - 2));
    printf("%s\n", text);
    SHOW(msync(a, 4 * PAGE, MS_SYNC));
    SHOW(msync(a, 4 * PAGE, MS_ASYNC | MS_INVALIDATE));
    SHOW(msync(a, 4 * PAGE, MS_SYNC | MS_ASYNC));
    SHOW(msync(a, 4 * PAGE, 8));
    SHOW(msync(a + 1, PAGE, MS_SYNC));
    SHOW(msync(a, 0, MS_SYNC));
    SHOW(unlink("f"));
    SHOW(close(fd));
    strcpy(a, "alive");
    printf("%s %s\n", c, d);
    SHOW(munmap(b, PAGE));
    SHOW(msync(b, 2 * PAGE, MS_SYNC));
    printf("%s\n", b + PAGE + 1);
    probe_pages("read only", d, 1);
    SHOW(mprotect(d, PAGE, RW));
    strcpy(d, "private");
    printf("%s %s %s\n", a, c, d);
    fs_put("g", "text");
    other = open("g", O_RDONLY);
    SHOW(mmap(0, PAGE, RW, MAP_SHARED, other, 0));
    SHOW((b = mmap(0, PAGE, PROT_READ, MAP_SHARED, other, 0)) != MAP_FAILED);
    SHOW(mprotect(b, PAGE, RW));
    SHOW((b = mmap(0, PAGE, RW, MAP_PRIVATE, other, 0)) != MAP_FAILED);
    SHOW(mmap(0, PAGE, PROT_READ, MAP_PRIVATE, open("g", O_WRONLY), 0));
    SHOW(mmap(0, PAGE, PROT_READ, MAP_PRIVATE, open("g", O_PATH), 0));
    SHOW(mmap(0, PAGE, PROT_READ, MAP_PRIVATE, open(".", O_RDONLY), 0));
    SHOW(mmap(0, PAGE, PROT_READ, MAP_PRIVATE, open("/dev/null", O_RDWR), 0));
    SHOW((b = mmap(0, PAGE, RW, MAP_PRIVATE, open("/dev/zero", O_RDWR), 0)) !=
         MAP_FAILED);
    probe_pages("zero", b, 1);
    /* read() into a page of the same file. */
    fd = open("h", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 2 * PAGE);
    a = mmap(0, 2 * PAGE, RW, MAP_SHARED, fd, 0);
    strcpy(a, "self");
    SHOW(pread(fd, a + PAGE, 5, 0));
    SHOW(pwrite(fd, a, 5, PAGE + 100));
    printf("%s %s\n", a + PAGE, a + PAGE + 100);
    return 0;
}
