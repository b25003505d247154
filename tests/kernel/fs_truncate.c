/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* truncate and ftruncate: longer, shorter, wrong. */
#include "fs_check.h"

int main(void)
{
    char buffer[16];
    int fd, pipes[2];

    fs_enter();
    fs_put("f", "0123456789");
    SHOW(truncate("f", 4));
    fs_cat("f");
    SHOW(truncate("f", 6));
    fd = open("f", O_RDWR);
    SHOW(read(fd, buffer, 16));
    printf("%d %d\n", buffer[4], buffer[5]);
    SHOW(ftruncate(fd, 2));
    SHOW(read(fd, buffer, 16));
    SHOW(write(fd, "x", 1));
    SHOW(pread(fd, buffer, 16, 0));
    printf("%c%c%d%d%d%d%c\n", buffer[0], buffer[1], buffer[2], buffer[3],
           buffer[4], buffer[5], buffer[6]);
    SHOW(ftruncate(fd, -1));
    SHOW(truncate("f", -1));
    SHOW(truncate("none", 1));
    SHOW(mkdir("d", 0700));
    SHOW(truncate("d", 1));
    SHOW(truncate("f/x", 1));
    SHOW(ftruncate(open("f", O_RDONLY), 1));
    SHOW(ftruncate(99, 1));
    SHOW(pipe(pipes));
    SHOW(ftruncate(pipes[1], 1));
    return 0;
}
