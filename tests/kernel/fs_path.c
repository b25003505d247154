/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Paths: dots, slashes, lengths, deep folders. */
#include "fs_check.h"

int main(void)
{
    char path[5000];
    struct stat st;

    fs_enter();
    SHOW(mkdir("a", 0700));
    SHOW(mkdir("a/b", 0700));
    fs_put("a/b/f", "x");
    SHOW(access("a/./b/../b//f", F_OK));
    SHOW(access("./a/b/f/.", F_OK));
    SHOW(access("a/b/f/..", F_OK));
    SHOW(access("a/none/../b", F_OK));
    SHOW(access("a//b///", F_OK));
    SHOW(access("a/b/f/", F_OK));
    SHOW(access("../fs/a", F_OK));
    SHOW(access("/../../..", F_OK));
    SHOW(access("...", F_OK));
    memset(path, '/', sizeof(path));
    path[4095] = '\0';
    WORKS(stat(path, &st));
    path[4095] = '/';
    path[4096] = '\0';
    WORKS(stat(path, &st));
    memset(path, 'n', 256);
    path[256] = '\0';
    WORKS(stat(path, &st));
    path[255] = '\0';
    WORKS(stat(path, &st));
    memcpy(path, "./", 2);
    memset(path + 2, 'n', 300);
    strcpy(path + 302, "/x");
    WORKS(open(path, O_CREAT | O_RDWR, 0600));
    for (int i = 0; i < 50; i++)
        if (mkdir("deep", 0700) || chdir("deep"))
            printf("deep %d: %s\n", i, strerror(errno));
    fs_put("bottom", "reached");
    for (int i = 0; i < 50; i++)
        chdir("..");
    path[0] = '\0';
    for (int i = 0; i < 50; i++)
        strcat(path, "deep/");
    strcat(path, "bottom");
    fs_cat(path);
    return 0;
}
