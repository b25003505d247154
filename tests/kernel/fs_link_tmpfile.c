/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A file without a name gets one, by AT_EMPTY_PATH and by /proc/self/fd. */
#include "fs_check.h"

static char *link_of(int fd)
{
    static char path[40];

    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    return path;
}

static void names(int fd)
{
    struct stat st;

    SHOW(fstat(fd, &st));
    SHOW(st.st_nlink);
}

int main(void)
{
    int fd, never, dir, path;

    fs_enter();
    fd = open(".", O_TMPFILE | O_RDWR, 0640);
    SHOW(write(fd, "hello", 5));
    names(fd);
    fs_list(".");
    SHOW(linkat(AT_FDCWD, link_of(fd), AT_FDCWD, "x", 0));
    SHOW(linkat(AT_FDCWD, link_of(fd), AT_FDCWD, "f", AT_SYMLINK_FOLLOW));
    names(fd);
    fs_cat("f");
    SHOW(linkat(fd, "", AT_FDCWD, "f", AT_EMPTY_PATH));
    SHOW(linkat(fd, "", AT_FDCWD, "g", AT_EMPTY_PATH));
    SHOW(linkat(fd, "", AT_FDCWD, "h", 0));
    names(fd);
    SHOW(unlink("f"));
    SHOW(unlink("g"));
    names(fd);
    /* Once it had names and lost them, it gets none again. */
    SHOW(linkat(fd, "", AT_FDCWD, "h", AT_EMPTY_PATH));
    never = open(".", O_TMPFILE | O_EXCL | O_WRONLY, 0600);
    SHOW(linkat(never, "", AT_FDCWD, "h", AT_EMPTY_PATH));
    SHOW(linkat(AT_FDCWD, link_of(never), AT_FDCWD, "h", AT_SYMLINK_FOLLOW));
    dir = open(".", O_RDONLY | O_DIRECTORY);
    SHOW(linkat(dir, "", AT_FDCWD, "h", AT_EMPTY_PATH));
    SHOW(linkat(99, "", AT_FDCWD, "h", AT_EMPTY_PATH));
    fs_put("p", "path");
    path = open("p", O_PATH);
    SHOW(linkat(path, "", AT_FDCWD, "q", AT_EMPTY_PATH));
    fs_cat("q");
    SHOW(symlink("p", "s"));
    SHOW(linkat(AT_FDCWD, "s", AT_FDCWD, "s2", 0));
    SHOW(linkat(AT_FDCWD, "s", AT_FDCWD, "s3", AT_SYMLINK_FOLLOW));
    SHOW(linkat(AT_FDCWD, "s", AT_FDCWD, "s4", 0x8000));
    SHOW(linkat(AT_FDCWD, "", AT_FDCWD, "h", 0));
    SHOW(linkat(AT_FDCWD, "p", AT_FDCWD, "", 0));
    SHOW(linkat(AT_FDCWD, "p", dir, "h", 0));
    SHOW(linkat(dir, "p", dir, "h", 0));
    fs_list(".");
    SHOW(open(".", O_TMPFILE | O_RDWR | O_CREAT, 0600));
    SHOW(open("p", O_TMPFILE | O_RDWR, 0600));
    SHOW(open("s", O_TMPFILE | O_RDWR, 0600));
    return 0;
}
