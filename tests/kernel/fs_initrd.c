/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Files of the initrd: read in place, copied when written. */
// INITRD: Inputs/fs_initrd
#include "fs_check.h"

int main(void)
{
    char buffer[4] = "";
    struct stat st;
    int fd;

    fs_list("sub");
    fs_cat("text");
    fs_cat("sub/link");
    SHOW(stat("sub/large", &st));
    SHOW(st.st_size);
    HOLDS(st.st_mtime > 1000000000);
    SHOW(access("text", X_OK));
    SHOW(access("sub/large", X_OK));
    fd = open("sub/large", O_RDWR);
    SHOW(pread(fd, buffer, 1, 9999));
    SHOW(pwrite(fd, "A", 1, 4096));
    SHOW(pread(fd, buffer, 3, 4095));
    printf("%s\n", buffer);
    SHOW(ftruncate(fd, 4097));
    SHOW(ftruncate(fd, 4099));
    SHOW(pread(fd, buffer, 3, 4096));
    printf("%s %d %d\n", buffer, buffer[1], buffer[2]);
    SHOW(unlink("text"));
    fs_cat("sub/link");
    SHOW(rename("sub", "moved"));
    fs_list("moved");
    return 0;
}
