/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mkdir and rmdir: every way to be wrong, link counts, the umask. */
#include "fs_check.h"

static void show_stat(const char *name)
{
    struct stat st;

    if (stat(name, &st))
        printf("%s: %s\n", name, strerror(errno));
    else
        printf("%s: mode %o, %d names\n", name, st.st_mode, (int)st.st_nlink);
}

int main(void)
{
    char name[300];
    int fd;

    fs_enter();
    SHOW(umask(027));
    SHOW(umask(022));
    SHOW(mkdir("a", 0777));
    show_stat("a");
    SHOW(mkdir("a", 0777));
    SHOW(mkdir("a/", 0777));
    SHOW(mkdir("a/b/", 01777));
    show_stat("a/b");
    SHOW(mkdir("a/c", 0700));
    show_stat("a");
    SHOW(mkdir("none/x", 0777));
    SHOW(mkdir("", 0777));
    SHOW(mkdir(".", 0777));
    SHOW(mkdir("..", 0777));
    SHOW(mkdir("/", 0777));
    fs_put("f", "");
    SHOW(mkdir("f", 0777));
    SHOW(mkdir("f/x", 0777));
    memset(name, 'x', sizeof(name));
    name[255] = '\0';
    WORKS(mkdir(name, 0777));
    WORKS(rmdir(name));
    name[255] = 'x';
    name[256] = '\0';
    WORKS(mkdir(name, 0777));
    SHOW(rmdir("a"));
    SHOW(rmdir("f"));
    SHOW(rmdir("none"));
    SHOW(rmdir("a/b/."));
    SHOW(rmdir("a/b/.."));
    SHOW(rmdir("/"));
    SHOW(rmdir("a/b/"));
    show_stat("a");
    SHOW(unlink("a/c"));
    SHOW(unlinkat(AT_FDCWD, "a/c", 0));
    SHOW(unlinkat(AT_FDCWD, "a/c", AT_REMOVEDIR));
    SHOW(unlinkat(AT_FDCWD, "a/c", 1));
    show_stat("a");
    fd = open("a", O_RDONLY);
    SHOW(mkdirat(fd, "d", 0700));
    SHOW(unlinkat(fd, "d", AT_REMOVEDIR));
    SHOW(rmdir("a"));
    SHOW(mkdirat(fd, "d", 0700));
    SHOW(openat(fd, "d", O_CREAT | O_RDWR, 0700));
    SHOW(symlinkat("x", fd, "d"));
    return 0;
}
