/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* readlink: short buffers, what is no link, links through links. */
#include "fs_check.h"

static void show(const char *name, size_t room)
{
    char text[40];
    ssize_t n;

    memset(text, '.', sizeof(text));
    errno = 0;
    n = readlink(name, text, room);
    printf("readlink(%s, %d): %d %s \"%.12s\"\n", name, (int)room, (int)n,
           n < 0 ? strerror(errno) : "", text);
}

int main(void)
{
    struct stat st;
    char text[10];

    fs_enter();
    fs_put("f", "x");
    mkdir("d", 0700);
    symlink("d/target", "l");
    symlink("l", "ll");
    symlink("d", "ld");
    show("l", 20);
    show("l", 8);
    show("l", 7);
    show("l", 1);
    SHOW(syscall(SYS_readlink, "l", text, 0));
    SHOW(syscall(SYS_readlink, "l", text, -1));
    SHOW(syscall(SYS_readlinkat, AT_FDCWD, "l", text, 0));
    show("ll", 20);
    show("f", 20);
    show("d", 20);
    show("ld/", 20);
    show("ld/.", 20);
    show("l/", 20);
    show("none", 20);
    show("f/x", 20);
    show("", 20);
    SHOW(lstat("l", &st));
    SHOW(st.st_size);
    SHOW(st.st_nlink);
    printf("%o\n", st.st_mode);
    SHOW(symlink("x", "l"));
    SHOW(symlink("x", "d"));
    SHOW(symlink("x", "d/"));
    SHOW(symlink("x", "new/"));
    SHOW(symlink("x", "none/new"));
    SHOW(symlink("x", "f/new"));
    SHOW(symlink("x", ""));
    SHOW(symlink("x", "ld/through"));
    show("d/through", 20);
    SHOW(chmod("ll", 0600));
    SHOW(stat("ll", &st));
    SHOW(rename("ll", "moved"));
    show("moved", 20);
    SHOW(link("l", "hard"));
    show("hard", 20);
    SHOW(unlink("l"));
    show("hard", 20);
    return 0;
}
