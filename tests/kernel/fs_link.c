/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Hard links: one node, several names. */
#include "fs_check.h"

static void show_names(const char *name)
{
    struct stat st;

    printf("%s: %d names\n", name, lstat(name, &st) ? -1 : (int)st.st_nlink);
}

int main(void)
{
    struct stat a, b;
    int fd;

    fs_enter();
    fs_put("f", "one");
    SHOW(link("f", "g"));
    show_names("f");
    fs_put("g", "two");
    fs_cat("f");
    stat("f", &a);
    stat("g", &b);
    HOLDS(a.st_ino == b.st_ino);
    SHOW(link("f", "g"));
    SHOW(link("none", "h"));
    SHOW(link("f", "none/h"));
    SHOW(link("f", "h/"));
    SHOW(mkdir("d", 0700));
    SHOW(link("d", "e"));
    SHOW(link("f", "d"));
    SHOW(link("f", "d/f"));
    SHOW(link("f/", "h"));
    show_names("g");
    SHOW(unlink("f"));
    show_names("g");
    SHOW(symlink("g", "s"));
    SHOW(linkat(AT_FDCWD, "s", AT_FDCWD, "s2", 0));
    show_names("s");
    SHOW(linkat(AT_FDCWD, "s", AT_FDCWD, "g2", AT_SYMLINK_FOLLOW));
    show_names("g");
    SHOW(linkat(AT_FDCWD, "s", AT_FDCWD, "x", 1));
    fd = open("gone", O_CREAT | O_RDWR, 0600);
    SHOW(unlink("gone"));
    SHOW(linkat(fd, "", AT_FDCWD, "back", AT_EMPTY_PATH));
    fs_list(".");
    return 0;
}
