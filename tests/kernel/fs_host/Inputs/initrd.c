/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Shows what the initrd of initrd.test became, and changes it. */
#include "../../fs_check.h"

static void show(const char *name)
{
    struct stat st;

    if (lstat(name, &st))
        printf("%s: %s\n", name, strerror(errno));
    else
        printf("%s: %o, %d names, %ld bytes, %ld blocks, mtime %ld\n", name,
               st.st_mode, (int)st.st_nlink, (long)st.st_size,
               (long)st.st_blocks, (long)st.st_mtime);
}

int main(void)
{
    char buffer[200];
    int fd, sum = 0;

    fs_list("/");
    fs_list("/etc");
    fs_list("/a/b");
    fs_cat("/etc/motd");
    fs_cat("/etc/link");
    fs_cat("/a/b/h2");
    show("/a/h1");
    show("/a/big");
    show("/empty");
    fd = open("/a/big", O_RDWR);
    pwrite(fd, "X", 1, 5000);
    pwrite(fd, "YY", 2, 19999);
    show("/a/big");
    SHOW(pread(fd, buffer, 3, 4999));
    printf("%.3s\n", buffer);
    ftruncate(fd, 100);
    ftruncate(fd, 200);
    show("/a/big");
    pread(fd, buffer, 200, 0);
    for (int i = 100; i < 200; i++)
        sum += buffer[i];
    SHOW(sum);
    fd = open("/a/h1", O_WRONLY | O_APPEND);
    SHOW(write(fd, "more", 4));
    fs_cat("/a/b/h2");
    fd = open("/etc/motd", O_RDWR);
    SHOW(fallocate(fd, 3, 0, 1));
    SHOW(read(fd, buffer, 2));
    printf("%d %c\n", buffer[0], buffer[1]);
    return 0;
}
