/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Renaming over what is open, over links of itself, and of folders. */
#include "fs_check.h"

static void show(const char *what, int fd)
{
    struct stat st;
    char text[20] = "";

    fstat(fd, &st);
    printf("%s: %d names, %d bytes", what, (int)st.st_nlink, (int)st.st_size);
    printf(" \"%s\"\n", pread(fd, text, 19, 0) >= 0 ? text : "-");
}

int main(void)
{
    int a, b, dir, inner;

    fs_enter();
    fs_put("a", "first");
    fs_put("b", "second");
    a = open("a", O_RDWR);
    b = open("b", O_RDWR);
    SHOW(rename("a", "b"));
    show("a", a);
    show("b", b);
    fs_list(".");
    SHOW(write(b, "SEC", 3));
    show("b", b);
    fs_cat("b");
    SHOW(link("b", "c"));
    SHOW(rename("b", "c"));
    show("a", a);
    fs_list(".");
    SHOW(unlink("b"));
    SHOW(rename("c", "c"));
    show("a", a);
    SHOW(mkdir("d", 0700));
    SHOW(mkdir("e", 0700));
    dir = open("e", O_RDONLY | O_DIRECTORY);
    SHOW(rename("d", "e"));
    /* The folder that was replaced is empty and takes nothing. */
    SHOW(openat(dir, "x", O_CREAT | O_WRONLY, 0600));
    SHOW(mkdirat(dir, "x", 0700));
    SHOW(symlinkat("x", dir, "y"));
    SHOW(linkat(AT_FDCWD, "c", dir, "y", 0));
    SHOW(renameat(AT_FDCWD, "c", dir, "y"));
    SHOW(openat(dir, ".", O_RDONLY) >= 0);
    WORKS(openat(dir, "..", O_RDONLY));
    SHOW(mkdir("e/f", 0700));
    inner = open("e/f", O_RDONLY | O_DIRECTORY);
    SHOW(rename("e", "g"));
    SHOW(renameat(AT_FDCWD, "c", inner, "moved"));
    fs_list("g/f");
    SHOW(renameat(inner, "moved", inner, "../up"));
    fs_list("g");
    SHOW(rename("g", "g/f"));
    SHOW(rename("g", "g/f/x"));
    SHOW(rename("g/f", "g"));
    SHOW(rename("g/up", "g/f"));
    SHOW(rename("g/f", "g/up"));
    SHOW(rename("g/up/", "x"));
    SHOW(rename("g/up", "x/"));
    SHOW(rename("g/f/", "x/"));
    SHOW(rename("none", "none"));
    SHOW(rename("g/.", "y"));
    SHOW(rename("x", "g/.."));
    fs_list(".");
    show("a", a);
    return 0;
}
