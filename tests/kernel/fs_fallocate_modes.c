/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fallocate: ranges, size kept or not, zeroing, holes, and what refuses. */
#include "fs_check.h"

#define KEEP 1
#define PUNCH 2
#define ZERO 16

static int fd;

static void show(void)
{
    static char text[40000];
    ssize_t n = pread(fd, text, sizeof(text), 0);
    struct stat st;
    int runs = 0;

    fstat(fd, &st);
    printf("  %d bytes:", (int)st.st_size);
    for (ssize_t at = 0; at < n && runs < 20; runs++) {
        ssize_t end = at;

        while (end < n && text[end] == text[at])
            end++;
        printf(" %d of %c", (int)(end - at), text[at] ? text[at] : '0');
        at = end;
    }
    printf("\n");
}

int main(void)
{
    static char block[10000];
    struct stat st;
    int dir, p[2];

    fs_enter();
    fd = open("f", O_RDWR | O_CREAT, 0600);
    memset(block, 'x', sizeof(block));
    SHOW(write(fd, block, sizeof(block)));
    SHOW(fallocate(fd, 0, 0, 5000));
    show();
    SHOW(fallocate(fd, 0, 9000, 3000));
    show();
    SHOW(fallocate(fd, KEEP, 0, 30000));
    show();
    SHOW(fallocate(fd, PUNCH | KEEP, 100, 200));
    show();
    SHOW(fallocate(fd, PUNCH | KEEP, 4000, 4200));
    show();
    SHOW(fallocate(fd, PUNCH | KEEP, 9990, 1000000));
    show();
    SHOW(fallocate(fd, PUNCH | KEEP, 1000000, 10));
    show();
    SHOW(fallocate(fd, ZERO, 0, 10));
    show();
    SHOW(fallocate(fd, ZERO | KEEP, 11990, 100));
    show();
    SHOW(fallocate(fd, ZERO, 11990, 100));
    show();
    SHOW(fallocate(fd, PUNCH, 0, 100));
    SHOW(fallocate(fd, PUNCH | ZERO | KEEP, 0, 100));
    SHOW(fallocate(fd, 0x1000, 0, 100));
    SHOW(fallocate(fd, 0, 0, -1));
    SHOW(fallocate(fd, 0, -1, 10));
    SHOW(fallocate(fd, KEEP, 1, INT64_MAX));
    SHOW(ftruncate(fd, 0));
    show();
    SHOW(fallocate(fd, KEEP, 0, 8192));
    fstat(fd, &st);
    HOLDS(st.st_blocks >= 16);
    SHOW(ftruncate(fd, 4096));
    show();
    /* Space beyond the end goes away with the size. */
    SHOW(ftruncate(fd, 0));
    fstat(fd, &st);
    SHOW(st.st_blocks);
    SHOW(posix_fallocate(fd, 10, 20));
    show();
    SHOW(posix_fallocate(fd, 0, 0));
    SHOW(posix_fallocate(99, 0, 1));
    dir = open(".", O_RDONLY);
    SHOW(fallocate(dir, 0, 0, 1));
    pipe(p);
    SHOW(fallocate(p[0], 0, 0, 1));
    SHOW(fallocate(p[1], 0, 0, 1));
    SHOW(fallocate(open("/dev/null", O_RDWR), 0, 0, 1));
    SHOW(fallocate(open("f", O_RDONLY), 0, 0, 1));
    SHOW(fallocate(open("f", O_PATH), 0, 0, 1));
    return 0;
}
