/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The working directory: changing, naming, removing it. */
#include "fs_check.h"

int main(void)
{
    char path[5000], small[3];
    int root;

    fs_enter();
    SHOW(mkdir("a", 0700));
    SHOW(mkdir("a/b", 0700));
    fs_put("a/f", "file");
    SHOW(chdir("a/b"));
    HOLDS(getcwd(path, sizeof(path)) == path);
    HOLDS(strlen(path) >= 7 && strcmp(path + strlen(path) - 7, "/fs/a/b") == 0);
    fs_cat("../f");
    SHOW(chdir(".."));
    HOLDS(strcmp(getcwd(path, sizeof(path)) + strlen(path) - 2, "/a") == 0);
    SHOW(chdir("none"));
    SHOW(chdir("f"));
    SHOW(chdir(""));
    SHOW((long)getcwd(small, sizeof(small)));
    SHOW((long)getcwd(small, 0));
    SHOW(syscall(SYS_getcwd, small, 0));
    root = open("/", O_RDONLY);
    WORKS(root = open(".", O_RDONLY));
    SHOW(chdir("/"));
    printf("%s\n", getcwd(path, sizeof(path)));
    SHOW(syscall(SYS_getcwd, path, sizeof(path)));
    SHOW(fchdir(root));
    fs_cat("f");
    SHOW(fchdir(99));
    SHOW(fchdir(open("f", O_RDONLY)));
    SHOW(chdir("b"));
    SHOW(rmdir("../b"));
    SHOW((long)getcwd(path, sizeof(path)));
    SHOW(open("new", O_CREAT | O_RDWR, 0600));
    SHOW(access(".", F_OK));
    SHOW(access("..", F_OK));
    fs_cat("../f");
    SHOW(chdir(".."));
    fs_list(".");
    return 0;
}
