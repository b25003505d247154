/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A file system without room: ENOSPC, and it works again after. */
// HOST: no
// MEMORY: 64M
// EXPECT: No space left on device
// EXPECT: small: "works"
#include "fs_check.h"

static char block[1 << 20];

int main(void)
{
    int fd;

    fs_enter();
    fd = open("f", O_CREAT | O_RDWR, 0600);
    for (int i = 0; i < 1000; i++) {
        if (write(fd, block, sizeof(block)) < 0) {
            printf("%s\n", strerror(errno));
            break;
        }
    }
    close(fd);
    unlink("f");
    fs_put("small", "works");
    fs_cat("small");
    return 0;
}
