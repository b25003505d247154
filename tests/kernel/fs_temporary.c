/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Names that are made up: mkstemp, mkdtemp, mkostemps, tmpnam's folder. */
#include "fs_check.h"

int main(void)
{
    char a[] = "aXXXXXX", b[] = "bXXXXXX.end", d[] = "dXXXXXX", bad[] = "XXXXX";
    char same[] = "aXXXXXX";
    struct stat st;
    int fd;

    fs_enter();
    SHOW((fd = mkstemp(a)) >= 0);
    SHOW(fstat(fd, &st));
    printf("%o %d\n", st.st_mode, (int)st.st_nlink);
    SHOW(write(fd, "x", 1));
    SHOW((fd = mkostemps(b, 4, O_CLOEXEC | O_APPEND)) >= 0);
    HOLDS(strcmp(b + 7, ".end") == 0 && b[0] == 'b');
    SHOW(fcntl(fd, F_GETFD));
    SHOW((fcntl(fd, F_GETFL) & O_APPEND) != 0);
    SHOW(mkdtemp(d) != NULL);
    SHOW(stat(d, &st));
    printf("%o\n", st.st_mode);
    SHOW(mkstemp(bad));
    SHOW(mkdtemp(bad) != NULL);
    SHOW(mkstemps(bad, 20));
    SHOW(mkstemp(same) >= 0);
    HOLDS(strcmp(a, same) != 0);
    SHOW(unlink(a));
    SHOW(unlink(b));
    SHOW(unlink(same));
    SHOW(rmdir(d));
    fs_list(".");
    return 0;
}
