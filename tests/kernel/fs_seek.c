/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* lseek: every whence, data and holes, descriptors that cannot seek. */
#include "fs_check.h"

int main(void)
{
    int fd, pipes[2];

    fs_enter();
    fs_put("f", "0123456789");
    fd = open("f", O_RDWR);
    SHOW(lseek(fd, 4, SEEK_SET));
    SHOW(lseek(fd, 3, SEEK_CUR));
    SHOW(lseek(fd, -3, SEEK_END));
    SHOW(lseek(fd, -8, SEEK_CUR));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(lseek(fd, -1, SEEK_SET));
    SHOW(lseek(fd, 0, 5));
    SHOW(lseek(fd, INT64_MAX, SEEK_CUR));
    SHOW(lseek(fd, 0, SEEK_DATA));
    SHOW(lseek(fd, 3, SEEK_HOLE));
    SHOW(lseek(fd, 10, SEEK_DATA));
    SHOW(lseek(fd, 10, SEEK_HOLE));
    SHOW(lseek(fd, -1, SEEK_DATA));
    SHOW(lseek(99, 0, SEEK_SET));
    SHOW(pipe(pipes));
    SHOW(lseek(pipes[0], 0, SEEK_CUR));
    SHOW(pread(pipes[0], &fd, 1, 0));
    SHOW(pwrite(pipes[1], &fd, 1, 0));
    SHOW(lseek(open(".", O_RDONLY), 0, SEEK_SET));
    return 0;
}
