/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A file with holes: gigabytes apart, read as zeros, cut again. */
#include "fs_check.h"

int main(void)
{
    char buffer[5000];
    struct stat st;
    int fd, sum = 0;

    fs_enter();
    fd = open("f", O_CREAT | O_RDWR, 0600);
    SHOW(pwrite(fd, "a", 1, 0));
    SHOW(pwrite(fd, "b", 1, 5L << 30));
    SHOW(pwrite(fd, "c", 1, 1L << 40));
    SHOW(fstat(fd, &st));
    SHOW(st.st_size);
    HOLDS(st.st_blocks < 1000);
    HOLDS(st.st_blocks >= 24);
    SHOW(pread(fd, buffer, 5000, (5L << 30) - 100));
    for (int i = 0; i < 5000; i++)
        sum += buffer[i];
    printf("%d %c\n", sum, buffer[100]);
    SHOW(lseek(fd, 4096, SEEK_DATA));
    SHOW(lseek(fd, 5L << 30, SEEK_HOLE));
    SHOW(lseek(fd, 6L << 30, SEEK_DATA));
    SHOW(ftruncate(fd, (5L << 30) + 1));
    SHOW(lseek(fd, 0, SEEK_END));
    SHOW(ftruncate(fd, 5L << 30));
    SHOW(ftruncate(fd, 6L << 30));
    SHOW(pread(fd, buffer, 1, 5L << 30));
    printf("%d\n", buffer[0]);
    SHOW(ftruncate(fd, 1));
    SHOW(fstat(fd, &st));
    HOLDS(st.st_blocks <= 8);
    SHOW(pread(fd, buffer, 10, 0));
    SHOW(ftruncate(fd, 10));
    SHOW(pread(fd, buffer, 10, 0));
    printf("%c %d\n", buffer[0], buffer[1]);
    return 0;
}
