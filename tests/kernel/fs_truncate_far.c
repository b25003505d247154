/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sizes at and beyond what a file can have, with data left near the ends. */
#include "fs_check.h"
#include <sys/resource.h>

int main(void)
{
    static char block[9000];
    char text[8] = "";
    struct stat st;
    int fd, other;

    fs_enter();
    fd = open("f", O_RDWR | O_CREAT, 0600);
    other = open("f", O_RDONLY);
    SHOW(ftruncate(fd, 1L << 40));
    SHOW(lseek(fd, 0, SEEK_END));
    SHOW(fstat(other, &st));
    SHOW(st.st_size);
    SHOW(st.st_blocks < 64);
    SHOW(pwrite(fd, "far", 3, (1L << 40) - 2));
    SHOW(pread(other, text, 8, (1L << 40) - 3));
    printf("%d %s\n", text[0], text + 1);
    SHOW(ftruncate(fd, (1L << 40) - 1));
    SHOW(ftruncate(fd, 1L << 40));
    SHOW(pread(other, text, 8, (1L << 40) - 3));
    printf("%d %c %d\n", text[0], text[1], text[2]);
    SHOW(ftruncate(fd, -1));
    SHOW(ftruncate(fd, INT64_MIN));
    SHOW(truncate("f", -5));
    SHOW(ftruncate(other, 0));
    memset(block, 'y', sizeof(block));
    SHOW(ftruncate(fd, 0));
    SHOW(pwrite(fd, block, sizeof(block), 0));
    /* What is cut inside a block is zero when it comes back. */
    SHOW(ftruncate(fd, 5));
    SHOW(ftruncate(fd, 4097));
    SHOW(pread(fd, text, 8, 3));
    printf("%c %c %d %d\n", text[0], text[1], text[2], text[7]);
    SHOW(pread(fd, text, 8, 4090));
    HOLDS(text[0] == 0 && text[6] == 0);
    SHOW(truncate("f", 4097));
    SHOW(truncate("", 0));
    SHOW(truncate("f/", 0));
    SHOW(truncate(".", 0));
    SHOW(symlink("f", "l"));
    SHOW(truncate("l", 2));
    fs_cat("f");
    SHOW(mkfifo("p", 0600));
    SHOW(truncate("p", 0));
    SHOW(truncate("/dev/null", 0));
    SHOW(ftruncate(open("/dev/null", O_WRONLY), 0));
    SHOW(lseek(fd, 100, SEEK_SET));
    SHOW(write(fd, "z", 1));
    SHOW(pread(fd, text, 8, 94));
    printf("%d %c\n", text[0], text[6]);
    SHOW(pwrite(fd, "x", 1, INT64_MAX));
    SHOW(pwrite(fd, "x", 1, -1));
    SHOW(lseek(fd, INT64_MAX, SEEK_END));
    SHOW(lseek(fd, -102, SEEK_END));
    SHOW(lseek(fd, -101, SEEK_END));
    return 0;
}
