/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* readv and writev: counts, empty parts, sums that overflow, short ends. */
#include "fs_check.h"
#include <limits.h>
#include <sys/uio.h>

int main(void)
{
    static struct iovec many[1100];
    static char bytes[1100];
    char a[8] = "", b[8] = "";
    struct iovec two[3] = {{a, 4}, {NULL, 0}, {b, 4}};
    struct iovec huge[2] = {{a, SIZE_MAX}, {b, 4}};
    struct iovec sum[2] = {{a, SSIZE_MAX}, {b, 1}};
    int fd, p[2];

    fs_enter();
    fd = open("f", O_RDWR | O_CREAT, 0600);
    for (int i = 0; i < 1100; i++) {
        bytes[i] = 'a' + i % 26;
        many[i] = (struct iovec){bytes + i, 1};
    }
    SHOW(writev(fd, many, 1024));
    SHOW(writev(fd, many, 1025));
    SHOW(writev(fd, many, 0));
    SHOW(writev(fd, many, -1));
    SHOW(writev(fd, NULL, 0));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(lseek(fd, 1018, SEEK_SET));
    SHOW(readv(fd, two, 3));
    printf("%.4s %.4s\n", a, b);
    SHOW(readv(fd, two, 3));
    SHOW(lseek(fd, 0, SEEK_SET));
    SHOW(readv(fd, huge, 2));
    SHOW(readv(fd, huge, 1));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(writev(fd, sum, 0));
    SHOW(preadv(fd, two, 3, 1020));
    printf("%.4s %.4s\n", a, b);
    SHOW(preadv(fd, two, 3, 5000));
    SHOW(preadv(fd, two, 3, -1));
    SHOW(pwritev(fd, two, 3, -1));
    SHOW(pwritev(fd, two, 3, 2000));
    SHOW(pread(fd, a, 8, 1998));
    printf("%d %d %c\n", a[0], a[1], a[2]);
    SHOW(preadv(fd, two, 1025, 0));
    SHOW(pwritev(fd, two, -1, 0));
    SHOW(readv(99, two, 3));
    SHOW(writev(open("f", O_RDONLY), two, 3));
    SHOW(readv(open("f", O_WRONLY), two, 3));
    SHOW(readv(open(".", O_RDONLY), two, 3));
    pipe(p);
    SHOW(preadv(p[0], two, 3, 0));
    SHOW(pwritev(p[1], two, 3, 0));
    SHOW(pread(p[0], a, 1, 0));
    SHOW(pwrite(p[1], a, 1, 0));
    SHOW(writev(p[1], many, 6));
    SHOW(readv(p[0], two, 3));
    printf("%.4s %.2s\n", a, b);
    SHOW(fcntl(p[0], F_SETFL, O_NONBLOCK));
    SHOW(readv(p[0], two, 3));
    SHOW(readv(p[0], two + 1, 1));
    SHOW(writev(p[1], two + 1, 1));
    SHOW(read(p[0], a, 0));
    SHOW(write(open("/dev/full", O_WRONLY), "x", 1));
    SHOW(writev(open("/dev/full", O_WRONLY), many, 3));
    SHOW(writev(open("/dev/null", O_WRONLY), many, 30));
    SHOW(readv(open("/dev/zero", O_RDONLY), two, 3));
    HOLDS(a[0] == 0 && b[3] == 0);
    return 0;
}
