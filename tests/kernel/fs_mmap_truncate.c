/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A shared mapping of a file that is cut and grows again. */
#include "fs_check.h"
#include <sys/mman.h>

int main(void)
{
    char block[8192], *map;
    int fd;

    fs_enter();
    memset(block, 'x', sizeof(block));
    fd = open("f", O_CREAT | O_RDWR, 0600);
    write(fd, block, sizeof(block));
    map = mmap(NULL, 16384, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    SHOW(map[8191]);
    SHOW(ftruncate(fd, 4100));
    SHOW(map[4099]);
    SHOW(map[4100]);
    SHOW(ftruncate(fd, 4096));
    SHOW(map[100]);
    SHOW(ftruncate(fd, 12288));
    SHOW(map[5000]);
    map[5000] = 'y';
    map[12287] = 'z';
    SHOW(pread(fd, block, 1, 5000));
    SHOW(block[0]);
    SHOW(ftruncate(fd, 0));
    SHOW(ftruncate(fd, 8192));
    SHOW(map[100]);
    SHOW(map[5000]);
    return 0;
}
