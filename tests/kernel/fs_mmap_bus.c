/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Reading a mapping beyond the end of its file ends the program. */
// HOST: no
// STATUS: 135
// EXPECT: inside: 0
#include "fs_check.h"
#include <sys/mman.h>

int main(void)
{
    volatile char *map;
    int fd;

    fs_enter();
    fd = open("f", O_CREAT | O_RDWR, 0600);
    SHOW(ftruncate(fd, 100));
    map = mmap(NULL, 8192, PROT_READ, MAP_SHARED, fd, 0);
    printf("inside: %d\n", map[4000]);
    printf("outside: %d\n", map[4096]);
    return 0;
}
