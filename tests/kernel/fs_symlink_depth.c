/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* At most 40 symbolic links are followed in one lookup. */
#include "fs_check.h"

static int chain(int length)
{
    char from[20], to[20];

    sprintf(to, "f");
    for (int i = 0; i < length; i++) {
        sprintf(from, "l%d_%d", length, i);
        if (symlink(to, from))
            return -1;
        strcpy(to, from);
    }
    return access(to, F_OK);
}

int main(void)
{
    char path[200] = "";

    fs_enter();
    fs_put("f", "");
    SHOW(chain(1));
    SHOW(chain(40));
    SHOW(chain(41));
    SHOW(symlink(".", "s"));
    for (int i = 0; i < 40; i++)
        strcat(path, "s/");
    strcat(path, "f");
    SHOW(access(path, F_OK));
    strcpy(path + 80, "s/f");
    SHOW(access(path, F_OK));
    return 0;
}
