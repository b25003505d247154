/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* open: creating, excluding, truncating, access modes, types. */
#include "fs_check.h"

int main(void)
{
    char buffer[8];
    int fd;

    fs_enter();
    SHOW(open("none", O_RDONLY));
    SHOW(open("", O_RDONLY));
    SHOW(fd = open("f", O_CREAT | O_EXCL | O_RDWR, 0600));
    SHOW(write(fd, "hello", 5));
    SHOW(close(fd));
    SHOW(close(fd));
    SHOW(open("f", O_CREAT | O_EXCL | O_RDWR, 0600));
    SHOW(open("f/", O_RDONLY));
    SHOW(open("f/x", O_RDONLY));
    SHOW(open("new/", O_CREAT | O_RDWR, 0600));
    SHOW(open("f/", O_CREAT | O_RDWR, 0600));
    SHOW(open("none/x", O_CREAT | O_RDWR, 0600));
    SHOW(open("f", O_DIRECTORY));
    SHOW(mkdir("d", 0700));
    SHOW(open("d", O_WRONLY));
    SHOW(open("d", O_RDWR));
    SHOW(open("d", O_RDONLY | O_TRUNC));
    SHOW(open("d", O_CREAT, 0600));
    SHOW(open(".", O_CREAT, 0600));
    SHOW(open(".", O_CREAT | O_EXCL, 0600));
    SHOW(fd = open("d", O_RDONLY | O_DIRECTORY));
    SHOW(read(fd, buffer, 1));
    SHOW(write(fd, buffer, 1));
    SHOW(openat(fd, "inside", O_CREAT | O_WRONLY, 0600));
    SHOW(openat(99, "x", O_RDONLY));
    SHOW(openat(4, "x", O_RDONLY));
    SHOW(openat(1, "x", O_RDONLY));
    SHOW(close(4));
    SHOW(close(fd));
    fs_list("d");
    SHOW(fd = open("f", O_WRONLY));
    SHOW(read(fd, buffer, 1));
    SHOW(close(fd));
    SHOW(fd = open("f", O_RDONLY));
    SHOW(write(fd, "x", 1));
    SHOW(read(fd, buffer, 8));
    SHOW(read(fd, buffer, 8));
    SHOW(close(fd));
    SHOW(fd = open("f", O_WRONLY | O_TRUNC));
    SHOW(lseek(fd, 0, SEEK_END));
    SHOW(close(fd));
    fs_cat("f");
    SHOW(fd = creat("c", 0644));
    SHOW(write(fd, "abc", 3));
    SHOW(close(fd));
    SHOW(close(creat("c", 0644)));
    fs_cat("c");
    return 0;
}
