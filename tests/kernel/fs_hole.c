/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* SEEK_DATA and SEEK_HOLE over blocks of 4 KiB, before and after changes. */
#include "fs_check.h"

#define K 4096L

static void map(int fd, const char *what)
{
    off_t end = lseek(fd, 0, SEEK_END), at = 0;

    printf("%s:", what);
    while (at < end) {
        off_t data = lseek(fd, at, SEEK_DATA), hole;

        if (data < 0) {
            printf(" hole to %ld", (long)end);
            break;
        }
        hole = lseek(fd, data, SEEK_HOLE);
        printf(" data %ld..%ld", (long)data, (long)hole);
        at = hole;
    }
    printf("\n");
}

int main(void)
{
    static char block[K];
    int fd, p[2];

    fs_enter();
    fd = open("f", O_RDWR | O_CREAT, 0600);
    SHOW(lseek(fd, 0, SEEK_DATA));
    SHOW(lseek(fd, 0, SEEK_HOLE));
    memset(block, 'x', K);
    ftruncate(fd, 10 * K);
    map(fd, "empty");
    pwrite(fd, block, K, 4 * K);
    map(fd, "one block");
    SHOW(lseek(fd, 4 * K + 100, SEEK_DATA) - 4 * K);
    SHOW(lseek(fd, 4 * K + 100, SEEK_HOLE) - 5 * K);
    SHOW(lseek(fd, 5 * K, SEEK_DATA));
    SHOW(lseek(fd, 5 * K, SEEK_HOLE) - 5 * K);
    SHOW(lseek(fd, 10 * K - 1, SEEK_HOLE) - 10 * K);
    SHOW(lseek(fd, 10 * K, SEEK_HOLE));
    SHOW(lseek(fd, 10 * K, SEEK_DATA));
    SHOW(lseek(fd, -1, SEEK_DATA));
    SHOW(lseek(fd, -1, SEEK_HOLE));
    pwrite(fd, "tail", 4, 12 * K + 10);
    map(fd, "a tail");
    SHOW(lseek(fd, 12 * K, SEEK_HOLE) - 12 * K);
    for (int i = 0; i < 3; i++)
        pwrite(fd, block, K, i * K);
    map(fd, "a head");
    SHOW(fallocate(fd, 3, K, K));
    map(fd, "punched");
    ftruncate(fd, 4 * K);
    map(fd, "cut");
    ftruncate(fd, 6 * K);
    map(fd, "grown");
    SHOW(lseek(fd, 3, 5));
    SHOW(pipe(p));
    SHOW(lseek(p[0], 0, SEEK_DATA));
    SHOW(lseek(open("/dev/null", O_RDONLY), 5, SEEK_SET));
    return 0;
}
