/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Devices: null, zero, full, random. */
#include "fs_check.h"

int main(void)
{
    unsigned char buffer[64], other[64];
    int fd, sum = 0;

    fs_enter();
    SHOW(fd = open("/dev/null", O_RDWR));
    SHOW(write(fd, "x", 1));
    SHOW(read(fd, buffer, 10));
    SHOW(lseek(fd, 100, SEEK_SET));
    SHOW(pread(fd, buffer, 10, 5));
    SHOW(isatty(fd));
    SHOW(ftruncate(fd, 0));
    SHOW(fsync(fd));
    SHOW(close(fd));
    SHOW(fd = open("/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0666));
    SHOW(close(fd));
    SHOW(fd = open("/dev/zero", O_RDWR));
    memset(buffer, 1, sizeof(buffer));
    SHOW(read(fd, buffer, sizeof(buffer)));
    for (int i = 0; i < 64; i++)
        sum += buffer[i];
    SHOW(sum);
    SHOW(write(fd, buffer, 10));
    SHOW(fd = open("/dev/full", O_RDWR));
    SHOW(write(fd, buffer, 10));
    SHOW(read(fd, buffer, 10));
    SHOW(fd = open("/dev/urandom", O_RDONLY));
    SHOW(read(fd, buffer, sizeof(buffer)));
    SHOW(read(fd, other, sizeof(other)));
    HOLDS(memcmp(buffer, other, sizeof(buffer)) != 0);
    SHOW(open("/dev/none", O_RDONLY));
    SHOW(open("/dev/null/x", O_RDONLY));
    SHOW(open("/dev/null", O_RDONLY | O_DIRECTORY));
    SHOW(access("/dev/random", R_OK));
    return 0;
}
