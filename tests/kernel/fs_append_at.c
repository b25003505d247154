/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * O_APPEND against every way of writing: pwrite appends all the same, the
 * position follows write only, sendfile, splice and copy_file_range refuse.
 */
#include "fs_check.h"
#include <sys/sendfile.h>
#include <sys/uio.h>

int main(void)
{
    struct iovec two[2] = {{"ab", 2}, {"c", 1}};
    int fd, plain, p[2];
    off_t at = 0;

    fs_enter();
    fs_put("f", "0123");
    fs_put("src", "source");
    fd = open("f", O_RDWR | O_APPEND);
    plain = open("f", O_RDWR);
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(pwrite(fd, "P", 1, 0));
    SHOW(lseek(fd, 0, SEEK_CUR));
    fs_cat("f");
    SHOW(write(fd, "W", 1));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(pwritev(fd, two, 2, 1));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(writev(fd, two, 2));
    SHOW(lseek(fd, 0, SEEK_CUR));
    fs_cat("f");
    SHOW(write(plain, "__", 2));
    SHOW(lseek(plain, 0, SEEK_CUR));
    SHOW(lseek(fd, 1, SEEK_SET));
    SHOW(write(fd, "", 0));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(fcntl(fd, F_SETFL, 0));
    SHOW(write(fd, "-", 1));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(fcntl(plain, F_SETFL, O_APPEND));
    SHOW(write(plain, "+", 1));
    SHOW(lseek(plain, 0, SEEK_CUR));
    fs_cat("f");
    SHOW(ftruncate(plain, 3));
    SHOW(write(plain, "t", 1));
    SHOW(pwrite(plain, "z", 1, 100));
    fs_cat("f");
    SHOW(sendfile(plain, open("src", O_RDONLY), &at, 3));
    SHOW(copy_file_range(open("src", O_RDONLY), NULL, plain, NULL, 3, 0));
    SHOW(pipe(p));
    SHOW(write(p[1], "pipe", 4));
    SHOW(splice(p[0], NULL, plain, NULL, 4, 0));
    at = 0;
    SHOW(splice(p[0], NULL, plain, &at, 4, 0));
    fs_cat("f");
    SHOW(open("f", O_WRONLY | O_APPEND | O_TRUNC));
    fs_cat("f");
    return 0;
}
