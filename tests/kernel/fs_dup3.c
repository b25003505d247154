/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Copies of descriptors: what they share, what is their own, limits. */
#include "fs_check.h"
#include <sys/resource.h>

int main(void)
{
    struct rlimit limit;
    int fd, copy, again;
    char c[4] = "";

    fs_enter();
    fs_put("f", "0123456789");
    fd = open("f", O_RDWR);
    SHOW(dup3(fd, 30, O_CLOEXEC) - 30);
    SHOW(fcntl(30, F_GETFD));
    SHOW(fcntl(fd, F_GETFD));
    SHOW(dup3(30, 31, 0) - 31);
    SHOW(fcntl(31, F_GETFD));
    SHOW(dup3(fd, fd, O_CLOEXEC));
    SHOW(dup3(fd, 32, O_NONBLOCK));
    SHOW(dup3(fd, 32, O_CLOEXEC | O_APPEND));
    SHOW(dup3(99, 99, 0));
    SHOW(dup3(99, 33, 0));
    SHOW(dup3(99, 30, 0));
    SHOW(fcntl(30, F_GETFD));
    SHOW(dup3(fd, -1, 0));
    SHOW(dup3(-1, 3, 0));
    /* Position and status flags are one, FD_CLOEXEC is not. */
    SHOW(lseek(31, 4, SEEK_SET));
    SHOW(read(fd, c, 1));
    printf("%s\n", c);
    SHOW(fcntl(30, F_SETFL, O_NONBLOCK));
    HOLDS(fcntl(31, F_GETFL) & O_NONBLOCK);
    HOLDS(fcntl(fd, F_GETFL) & O_NONBLOCK);
    SHOW(fcntl(31, F_SETFD, FD_CLOEXEC));
    SHOW(fcntl(fd, F_GETFD));
    /* Another open of the same file shares nothing. */
    again = open("f", O_RDWR);
    SHOW(lseek(again, 0, SEEK_CUR));
    HOLDS(!(fcntl(again, F_GETFL) & O_NONBLOCK));
    /* The lowest free number, from the minimum on. */
    SHOW(close(again));
    copy = fcntl(fd, F_DUPFD, 0);
    HOLDS(copy == again);
    SHOW(fcntl(fd, F_DUPFD, 30));
    SHOW(fcntl(fd, F_DUPFD_CLOEXEC, 30));
    SHOW(fcntl(33, F_GETFD));
    SHOW(close(31));
    SHOW(fcntl(fd, F_DUPFD, 30));
    /* dup2 closes what was there. */
    SHOW(dup2(fd, 31));
    SHOW(dup2(31, 31));
    SHOW(close(fd));
    SHOW(read(31, c, 2));
    printf("%s\n", c);
    getrlimit(RLIMIT_NOFILE, &limit);
    SHOW(dup2(31, limit.rlim_cur));
    SHOW(dup2(31, limit.rlim_cur - 1) - (long)limit.rlim_cur);
    SHOW(fcntl(31, F_DUPFD, limit.rlim_cur));
    SHOW(fcntl(31, F_DUPFD, limit.rlim_cur - 1));
    limit.rlim_cur = 40;
    SHOW(setrlimit(RLIMIT_NOFILE, &limit));
    SHOW(dup2(31, 40));
    SHOW(dup2(31, 39));
    SHOW(fcntl(31, F_DUPFD, 39));
    SHOW(fcntl(31, F_DUPFD, 40));
    return 0;
}
