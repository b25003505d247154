/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Mapped files: private copies, shared pages, beyond the end, errors. */
#include "proc_check.h"
#include <fcntl.h>
#include <sys/mman.h>

#define PAGE 4096ul
#define RW (PROT_READ | PROT_WRITE)

static int make_file(void)
{
    char block[PAGE];
    int fd = open("mapped", O_RDWR | O_CREAT | O_TRUNC, 0600);

    for (int i = 0; i < 3; i++) {
        memset(block, 'a' + i, PAGE);
        if (write(fd, block, i < 2 ? PAGE : 100) < 0)
            return -1;
    }
    return fd;
}

static void private_copy(int fd)
{
    char *p = mmap(0, 3 * PAGE, RW, MAP_PRIVATE, fd, 0), byte;

    HOLDS(p != MAP_FAILED);
    printf("%c%c%c%c %d\n", p[0], p[PAGE - 1], p[PAGE], p[2 * PAGE + 99],
           p[2 * PAGE + 100]);
    p[PAGE] = 'X';
    HOLDS(pread(fd, &byte, 1, PAGE) == 1 && byte == 'b');
    SHOW(munmap(p, 3 * PAGE));
    p = mmap(0, PAGE, PROT_READ, MAP_PRIVATE, fd, PAGE);
    HOLDS(p[0] == 'b');
    SHOW(munmap(p, PAGE));
}

static void shared(int fd)
{
    char *p = mmap(0, 3 * PAGE, RW, MAP_SHARED, fd, 0), *q, byte;

    HOLDS(p != MAP_FAILED);
    q = mmap(0, PAGE, PROT_READ, MAP_SHARED, fd, PAGE);
    p[PAGE + 1] = 'Y';
    HOLDS(q[1] == 'Y');
    HOLDS(pread(fd, &byte, 1, PAGE + 1) == 1 && byte == 'Y');
    HOLDS(pwrite(fd, "Z", 1, PAGE + 2) == 1 && p[PAGE + 2] == 'Z');
    p = mremap(p, 3 * PAGE, 2 * PAGE, 0);
    SHOW(munmap(q, PAGE));
    SHOW(msync(p, 2 * PAGE, MS_SYNC));
    /* The file lives on in the mapping. */
    close(fd);
    unlink("mapped");
    HOLDS(p[0] == 'a' && p[PAGE + 1] == 'Y');
    SHOW(munmap(p, 2 * PAGE));
}

static void errors(void)
{
    int fd = open("mapped", O_RDONLY);
    int out = open("mapped", O_WRONLY);
    char *p;

    SHOW(mmap(0, PAGE, PROT_READ, MAP_PRIVATE, 99, 0));
    SHOW(mmap(0, PAGE, PROT_READ, MAP_PRIVATE, fd, 1));
    SHOW(mmap(0, PAGE, RW, MAP_SHARED, fd, 0));
    SHOW(mmap(0, PAGE, PROT_READ, MAP_PRIVATE, out, 0));
    p = mmap(0, PAGE, PROT_READ, MAP_SHARED, fd, 0);
    HOLDS(p != MAP_FAILED);
    SHOW(mprotect(p, PAGE, RW));
    SHOW(munmap(p, PAGE));
    close(fd);
    close(out);
}

int main(void)
{
    int fd = make_file();

    private_copy(fd);
    errors();
    shared(fd);
}
