/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* fallocate: room, holes, zeros, advice. */
#include "fs_check.h"

enum { KEEP = 1, PUNCH = 2, ZERO = 16 };

static void show_range(int fd, off_t at, int n)
{
    char buffer[64];

    n = pread(fd, buffer, n, at);
    printf("%ld:", (long)at);
    for (int i = 0; i < n; i++)
        printf(" %d", buffer[i]);
    printf("\n");
}

int main(void)
{
    char block[4096 * 4];
    struct stat st;
    int fd, p[2];

    fs_enter();
    fd = open("f", O_CREAT | O_RDWR, 0600);
    SHOW(fallocate(fd, 0, 0, 10000));
    SHOW(lseek(fd, 0, SEEK_END));
    SHOW(fallocate(fd, KEEP, 0, 20000));
    SHOW(lseek(fd, 0, SEEK_END));
    fstat(fd, &st);
    HOLDS(st.st_blocks >= 40);
    SHOW(posix_fallocate(fd, 0, 30000));
    SHOW(lseek(fd, 0, SEEK_END));
    memset(block, 7, sizeof(block));
    SHOW(pwrite(fd, block, sizeof(block), 0));
    SHOW(fallocate(fd, PUNCH | KEEP, 4090, 4100));
    show_range(fd, 4088, 4);
    show_range(fd, 8188, 6);
    SHOW(fallocate(fd, PUNCH | KEEP, 4096, 4096));
    show_range(fd, 8192, 1);
    SHOW(fallocate(fd, PUNCH, 0, 1));
    SHOW(fallocate(fd, 0, -1, 1));
    SHOW(fallocate(fd, 0, 0, 0));
    SHOW(fallocate(fd, 0, INT64_MAX, 1));
    SHOW(fallocate(99, 0, 0, 1));
    SHOW(fallocate(open("f", O_RDONLY), 0, 0, 1));
    pipe(p);
    SHOW(fallocate(p[1], 0, 0, 1));
    SHOW(posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED));
    SHOW(posix_fadvise(fd, 0, 0, 99));
    SHOW(posix_fadvise(fd, 0, -1, 0));
    SHOW(posix_fadvise(p[0], 0, 0, 0));
    SHOW(posix_fadvise(99, 0, 0, 0));
    return 0;
}
