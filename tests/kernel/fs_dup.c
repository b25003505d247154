/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* dup, dup2, dup3: shared offsets, own flags, errors. */
#include "fs_check.h"

int main(void)
{
    int fd, other;

    fs_enter();
    fs_put("f", "0123456789");
    SHOW(fd = open("f", O_RDONLY | O_CLOEXEC));
    SHOW(fcntl(fd, F_GETFD));
    SHOW(other = dup(fd));
    SHOW(fcntl(other, F_GETFD));
    SHOW(lseek(fd, 5, SEEK_SET));
    SHOW(lseek(other, 0, SEEK_CUR));
    SHOW(dup2(fd, 20));
    SHOW(dup2(fd, fd));
    SHOW(dup2(99, 99));
    SHOW(dup2(99, 5));
    SHOW(dup2(fd, -1));
    SHOW(dup3(fd, fd, 0));
    SHOW(dup3(fd, 21, O_CLOEXEC));
    SHOW(fcntl(21, F_GETFD));
    SHOW(dup3(fd, 22, 1));
    SHOW(dup(99));
    SHOW(close(fd));
    SHOW(lseek(20, 1, SEEK_CUR));
    SHOW(fcntl(20, F_DUPFD, 100));
    SHOW(fcntl(20, F_DUPFD_CLOEXEC, 100));
    SHOW(fcntl(101, F_GETFD));
    SHOW(fcntl(20, F_DUPFD, -1));
    SHOW(fcntl(20, F_DUPFD, 10000000));
    SHOW(open("f", O_RDONLY));
    SHOW(dup2(1, 500));
    SHOW(write(500, "through 500\n", 12));
    SHOW(close(500));
    SHOW(write(500, "x", 1));
    return 0;
}
