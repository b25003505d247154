/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* rename: files, directories, over each other, into themselves. */
#include "fs_check.h"

static void show_names(const char *name)
{
    struct stat st;

    printf("%s: %d names\n", name, stat(name, &st) ? -1 : (int)st.st_nlink);
}

int main(void)
{
    fs_enter();
    fs_put("a", "A");
    fs_put("b", "B");
    SHOW(rename("a", "c"));
    fs_list(".");
    SHOW(rename("c", "b"));
    fs_cat("b");
    SHOW(rename("b", "b"));
    SHOW(rename("none", "x"));
    SHOW(rename("b", "none/x"));
    SHOW(rename("b", "x/"));
    SHOW(rename("b/", "x"));
    SHOW(rename("", "x"));
    SHOW(rename("b", ""));
    SHOW(mkdir("d", 0700));
    SHOW(mkdir("e", 0700));
    SHOW(rename("b", "d"));
    SHOW(rename("d", "b"));
    SHOW(rename("d", "d/x"));
    SHOW(rename("d/.", "x"));
    SHOW(rename("d/..", "x"));
    SHOW(rename("d", "e/."));
    SHOW(rename("/", "x"));
    SHOW(rename("b", "e/b"));
    SHOW(rename("d", "e"));
    SHOW(rename("e", "d"));
    fs_list(".");
    fs_list("d");
    SHOW(mkdir("d/sub", 0700));
    show_names("d");
    SHOW(rename("d/sub", "sub"));
    show_names("d");
    SHOW(rename("d/", "sub/moved/"));
    fs_list("sub/moved");
    fs_list("sub/moved/..");
    SHOW(rename("sub/moved", "sub"));
    SHOW(rename("sub", "sub/moved/x"));
    SHOW(link("sub/moved/b", "hard"));
    SHOW(rename("hard", "sub/moved/b"));
    fs_list(".");
    SHOW(symlink("nowhere", "l"));
    SHOW(rename("l", "m"));
    SHOW(rename("m", "sub/moved/b"));
    SHOW(rename("sub/moved/b", "sub/moved"));
    fs_list("sub/moved");
    SHOW(symlink("sub", "ls"));
    SHOW(rename("ls/", "x"));
    SHOW(rename("sub", "ls"));
    return 0;
}
