/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The limit of open files. */
#include "fs_check.h"
#include <sys/resource.h>

int main(void)
{
    struct rlimit limit;
    int fd, last = -1;

    fs_enter();
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = 100;
    SHOW(setrlimit(RLIMIT_NOFILE, &limit));
    while ((fd = open(".", O_RDONLY)) >= 0)
        last = fd;
    printf("%s\n", strerror(errno));
    SHOW(last);
    SHOW(open("not-made", O_CREAT | O_RDWR, 0600));
    SHOW(access("not-made", F_OK));
    SHOW(dup(1));
    SHOW(dup2(1, 100));
    SHOW(dup2(1, 99));
    SHOW(fcntl(1, F_DUPFD, 100));
    SHOW(fcntl(1, F_DUPFD, 50));
    SHOW(pipe((int[2]){0}));
    SHOW(close(50));
    SHOW(pipe((int[2]){0}));
    SHOW(dup(1));
    return 0;
}
