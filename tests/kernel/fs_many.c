/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Many files in many folders, then all of them gone. */
// CASES: no
#include "fs_check.h"

int main(void)
{
    char name[100];
    struct stat st;
    int bad = 0;

    fs_enter();
    for (int d = 0; d < 20; d++) {
        sprintf(name, "dir%d", d);
        bad += mkdir(name, 0700) != 0;
        for (int i = 0; i < 100; i++) {
            sprintf(name, "dir%d/file%d", d, i);
            fs_put(name, name);
        }
    }
    for (int d = 0; d < 20; d++)
        for (int i = 0; i < 100; i++) {
            sprintf(name, "dir%d/file%d", d, i);
            bad += stat(name, &st) || st.st_size != (off_t)strlen(name);
        }
    SHOW(bad);
    stat(".", &st);
    SHOW(st.st_nlink);
    fs_cat("dir7/file77");
    for (int d = 0; d < 20; d++) {
        for (int i = 0; i < 100; i++) {
            sprintf(name, "dir%d/file%d", d, i);
            bad += unlink(name) != 0;
        }
        sprintf(name, "dir%d", d);
        bad += rmdir(name) != 0;
    }
    SHOW(bad);
    fs_list(".");
    return 0;
}
