/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Symbolic links: following, not following, loops, readlink. */
#include "fs_check.h"

int main(void)
{
    char text[300];
    struct stat st;
    int fd;

    fs_enter();
    SHOW(mkdir("d", 0700));
    fs_put("d/f", "file");
    SHOW(symlink("d/f", "l"));
    fs_cat("l");
    SHOW(symlink("x", "l"));
    SHOW(symlink("", "e"));
    SHOW(symlink("x", "none/l"));
    SHOW(symlink("x", "new/"));
    SHOW(symlink("d", "ld"));
    fs_cat("ld/f");
    SHOW(symlink("../l", "d/back"));
    fs_cat("ld/back");
    SHOW(symlink("loop", "loop"));
    SHOW(open("loop", O_RDONLY));
    SHOW(open("loop", O_RDONLY | O_CREAT, 0600));
    SHOW(stat("loop", &st));
    SHOW(lstat("loop", &st));
    SHOW(st.st_size);
    SHOW(open("l", O_RDONLY | O_NOFOLLOW));
    SHOW(open("ld", O_RDONLY | O_NOFOLLOW | O_DIRECTORY));
    SHOW(open("l", O_CREAT | O_EXCL | O_RDWR, 0600));
    SHOW(symlink("dangling-target", "dangling"));
    SHOW(open("dangling", O_RDONLY));
    SHOW(open("dangling", O_CREAT | O_EXCL | O_RDWR, 0600));
    SHOW(fd = open("dangling", O_CREAT | O_RDWR, 0600));
    SHOW(close(fd));
    fs_list(".");
    SHOW(lstat("ld", &st));
    HOLDS(S_ISLNK(st.st_mode));
    SHOW(lstat("ld/", &st));
    HOLDS(S_ISDIR(st.st_mode));
    SHOW(lstat("l/", &st));
    SHOW(symlink("d//", "slash"));
    fs_cat("slash/f");
    SHOW(open("slash", O_CREAT | O_RDWR, 0600));
    memset(text, 0, sizeof(text));
    SHOW(readlink("l", text, sizeof(text)));
    printf("%s\n", text);
    SHOW(readlink("l", text, 2));
    SHOW(readlink("d", text, 10));
    SHOW(readlink("d/f", text, 10));
    SHOW(readlink("none", text, 10));
    SHOW(readlink("", text, 10));
    SHOW(readlink("ld/", text, 10));
    SHOW(readlink("loop", text, 10));
    SHOW(chdir("ld"));
    fs_cat("f");
    fs_cat("../d/f");
    SHOW(symlink(".", "self"));
    fs_cat("self/self/self/f");
    SHOW(mkdir("../dangling", 0700));
    SHOW(symlink("nowhere/x", "deep"));
    SHOW(open("deep", O_CREAT | O_RDWR, 0600));
    SHOW(mkdir("deep", 0600));
    return 0;
}
