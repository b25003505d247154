/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A folder that changes while it is read, and one that is gone. */
#include "fs_check.h"

#define MANY 300

static void fill(void)
{
    char name[40];

    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof(name), "d/some-name-%d", i);
        close(open(name, O_CREAT | O_WRONLY, 0600));
    }
}

int main(void)
{
    struct dirent *entry;
    char seen[MANY] = "", block[200];
    int removed = 0, twice = 0, number, fd;
    DIR *dir;
    long at;

    fs_enter();
    mkdir("d", 0700);
    fill();
    /* Every entry once, though each is removed when it is seen. */
    dir = opendir("d");
    while ((entry = readdir(dir))) {
        if (sscanf(entry->d_name, "some-name-%d", &number) != 1)
            continue;
        twice += seen[number]++;
        removed += !unlinkat(dirfd(dir), entry->d_name, 0);
    }
    printf("%d removed, %d seen twice\n", removed, twice);
    rewinddir(dir);
    SHOW(fs_count(dir));
    fill();
    rewinddir(dir);
    SHOW(fs_count(dir));
    /* What is there all the time is seen once, whatever else comes. */
    memset(seen, 0, sizeof(seen));
    rewinddir(dir);
    number = 0;
    while ((entry = readdir(dir)) && number < 5000) {
        int n;

        if (sscanf(entry->d_name, "some-name-%d", &n) == 1)
            seen[n]++;
        if (number++ < 50) {
            snprintf(block, sizeof(block), "d/other-%d", number);
            close(open(block, O_CREAT | O_WRONLY, 0600));
        }
    }
    for (int i = twice = 0; i < MANY; i++)
        twice += seen[i] == 1;
    SHOW(twice);
    /* A place to come back to. */
    rewinddir(dir);
    for (int i = 0; i < 100; i++)
        readdir(dir);
    at = telldir(dir);
    entry = readdir(dir);
    snprintf(block, sizeof(block), "%s", entry->d_name);
    SHOW(fs_count(dir) > 100);
    seekdir(dir, at);
    HOLDS(strcmp(block, readdir(dir)->d_name) == 0);
    closedir(dir);
    /* One that is removed while it is open. */
    SHOW(rmdir("d"));
    mkdir("gone", 0700);
    fd = open("gone", O_RDONLY | O_DIRECTORY);
    SHOW(rmdir("gone"));
    SHOW(syscall(SYS_getdents64, fd, block, sizeof(block)));
    SHOW(openat(fd, "x", O_CREAT | O_RDWR, 0600));
    SHOW(faccessat(fd, ".", F_OK, 0));
    SHOW(fchdir(fd));
    SHOW(getcwd(block, sizeof(block)) != NULL);
    SHOW(mkdir("y", 0700));
    SHOW(open(".", O_RDONLY) > 0);
    SHOW(close(fd));
    return 0;
}
