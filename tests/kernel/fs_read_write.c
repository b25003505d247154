/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* read and write: short reads, holes, the four positioned calls, vectors. */
#include "fs_check.h"
#include <sys/uio.h>

int main(void)
{
    char buffer[32] = "", other[4];
    struct iovec in[3] = {{buffer, 3}, {NULL, 0}, {other, 4}};
    struct iovec out[2] = {{"one ", 4}, {"two ", 4}};
    struct iovec bad[2] = {{buffer, 1}, {buffer, -1}};
    int fd;

    fs_enter();
    fd = open("f", O_CREAT | O_RDWR, 0600);
    SHOW(writev(fd, out, 2));
    SHOW(pwrite(fd, "ONE", 3, 0));
    SHOW(pwrite(fd, "end", 3, 10000));
    SHOW(lseek(fd, 0, SEEK_CUR));
    SHOW(lseek(fd, 0, SEEK_END));
    SHOW(lseek(fd, 0, SEEK_SET));
    SHOW(readv(fd, in, 3));
    printf("%.3s|%.4s\n", buffer, other);
    SHOW(pread(fd, buffer, 8, 9996));
    for (int i = 0; i < 7; i++)
        printf("%d ", buffer[i]);
    printf("\n");
    SHOW(pread(fd, buffer, 8, 10003));
    SHOW(pread(fd, buffer, 8, 20000));
    SHOW(pread(fd, buffer, 8, -1));
    SHOW(pwrite(fd, buffer, 8, -1));
    SHOW(preadv(fd, in, 3, 4));
    printf("%.3s\n", buffer);
    SHOW(pwritev(fd, out, 2, 4));
    SHOW(preadv(fd, in, 3, -1));
    SHOW(readv(fd, in, -1));
    SHOW(readv(fd, in, 0));
    SHOW(readv(fd, in, 1025));
    SHOW(readv(fd, bad, 2));
    SHOW(writev(fd, bad, 2));
    SHOW(readv(99, in, 1));
    SHOW(read(fd, buffer, 0));
    SHOW(write(fd, buffer, 0));
    SHOW(read(99, buffer, 1));
    SHOW(write(-1, buffer, 1));
    SHOW(pread(99, buffer, 1, 0));
    fs_put("g", "0123456789");
    SHOW(fd = open("g", O_RDONLY));
    SHOW(read(fd, buffer, 4));
    SHOW(read(fd, buffer, 100));
    printf("%.6s\n", buffer);
    SHOW(read(fd, buffer, 100));
    return 0;
}
