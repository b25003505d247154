/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A file of 20 MB, written and read in odd pieces; the memory comes back. */
// MEMORY: 64M
#include "fs_check.h"

static unsigned char block[70001];

int main(void)
{
    unsigned long sum = 0, want = 0;
    int fd;

    fs_enter();
    for (int round = 0; round < 4; round++) {
        fd = open("f", O_CREAT | O_RDWR | O_TRUNC, 0600);
        for (int i = 0; i < 300; i++) {
            for (size_t j = 0; j < sizeof(block); j += 1000)
                want += block[j] = i + j / 1000 + round;
            if (write(fd, block, sizeof(block)) != sizeof(block))
                perror("write");
        }
        lseek(fd, 0, SEEK_SET);
        for (int i = 0; i < 300; i++) {
            if (read(fd, block, sizeof(block)) != sizeof(block))
                perror("read");
            for (size_t j = 0; j < sizeof(block); j += 1000)
                sum += block[j];
        }
        close(fd);
    }
    HOLDS(sum == want);
    return 0;
}
