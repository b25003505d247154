/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* O_PATH: a place, not a file. */
#include "fs_check.h"

int main(void)
{
    char buffer[8];
    struct stat st;
    int fd, dir;

    fs_enter();
    mkdir("d", 0700);
    fs_put("d/f", "x");
    SHOW(fd = open("d/f", O_PATH));
    SHOW(read(fd, buffer, 1));
    SHOW(write(fd, buffer, 1));
    SHOW(lseek(fd, 0, SEEK_SET));
    SHOW(ftruncate(fd, 0));
    SHOW(fsync(fd));
    SHOW(fstat(fd, &st));
    SHOW(st.st_size);
    printf("%x\n", fcntl(fd, F_GETFL));
    SHOW(fcntl(fd, F_SETFL, 0));
    SHOW(dir = open("d", O_PATH | O_DIRECTORY));
    SHOW(openat(dir, "f", O_RDONLY));
    SHOW(syscall(SYS_getdents64, dir, buffer, 8));
    SHOW(symlink("f", "d/l"));
    SHOW(fd = open("d/l", O_PATH | O_NOFOLLOW));
    SHOW(readlinkat(fd, "", buffer, 8));
    SHOW(fstat(fd, &st));
    HOLDS(S_ISLNK(st.st_mode));
    SHOW(open("none", O_PATH));
    SHOW(open("none", O_PATH | O_CREAT, 0600));
    SHOW(fchdir(dir));
    fs_cat("f");
    SHOW(close(dir));
    return 0;
}
