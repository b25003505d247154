/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Listing: all of many entries, rewinding, while removing. */
#include "fs_check.h"

int main(void)
{
    char name[64], buffer[64];
    struct dirent *entry;
    DIR *dir;
    long at;
    int n = 0, fd;

    fs_enter();
    mkdir("d", 0700);
    for (int i = 0; i < 1500; i++) {
        sprintf(name, "d/file-with-a-longer-name-%04d", i);
        close(open(name, O_CREAT | O_WRONLY, 0600));
    }
    dir = opendir("d");
    SHOW(fs_count(dir));
    rewinddir(dir);
    SHOW(fs_count(dir));
    rewinddir(dir);
    for (int i = 0; i < 10; i++)
        readdir(dir);
    at = telldir(dir);
    strcpy(name, readdir(dir)->d_name);
    seekdir(dir, at);
    HOLDS(strcmp(name, readdir(dir)->d_name) == 0);
    rewinddir(dir);
    while ((entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        n += unlinkat(dirfd(dir), entry->d_name, 0) == 0;
    }
    SHOW(n);
    closedir(dir);
    fs_list("d");
    SHOW(rmdir("d"));
    SHOW(fd = open(".", O_RDONLY | O_DIRECTORY));
    SHOW(syscall(SYS_getdents64, fd, buffer, 10));
    HOLDS(syscall(SYS_getdents64, fd, buffer, 64) > 0);
    SHOW(syscall(SYS_getdents64, 99, buffer, 64));
    fs_put("f", "");
    fd = open("f", O_RDONLY);
    SHOW(syscall(SYS_getdents64, fd, buffer, 64));
    SHOW(mkdir("gone", 0700));
    fd = open("gone", O_RDONLY);
    SHOW(rmdir("gone"));
    SHOW(syscall(SYS_getdents64, fd, buffer, 64));
    fs_list(".");
    return 0;
}
