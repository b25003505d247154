/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A tree that is made, walked by nftw and removed again. */
#include "fs_check.h"
#include <ftw.h>

static int files, folders, links, deepest;

static int count(const char *path, const struct stat *st, int type,
                 struct FTW *at)
{
    (void)path;
    if (type == FTW_F)
        files += st->st_size;
    folders += type == FTW_D || type == FTW_DP;
    links += type == FTW_SL;
    if (at->level > deepest)
        deepest = at->level;
    return 0;
}

static int erase(const char *path, const struct stat *st, int type,
                 struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

static void make(int depth)
{
    for (int i = 0; i < 3; i++) {
        char name[20];

        snprintf(name, sizeof(name), "file%d", i);
        fs_put(name, "12345");
        snprintf(name, sizeof(name), "link%d", i);
        symlink("none", name);
        snprintf(name, sizeof(name), "dir%d", i);
        mkdir(name, 0700);
        if (depth && !chdir(name)) {
            make(depth - 1);
            chdir("..");
        }
    }
}

int main(void)
{
    struct stat st;

    fs_enter();
    mkdir("tree", 0700);
    chdir("tree");
    make(3);
    chdir("..");
    SHOW(nftw("tree", count, 5, FTW_PHYS));
    printf("%d bytes, %d folders, %d links, %d deep\n", files, folders, links,
           deepest);
    stat("tree", &st);
    SHOW(st.st_nlink);
    SHOW(rmdir("tree"));
    SHOW(nftw("tree", erase, 5, FTW_PHYS | FTW_DEPTH));
    SHOW(access("tree", F_OK));
    SHOW(nftw("tree", count, 5, FTW_PHYS));
    return 0;
}
