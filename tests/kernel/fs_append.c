/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* O_APPEND: every write goes to the end, also pwrite; fcntl changes it. */
#include "fs_check.h"

int main(void)
{
    int a, b;

    fs_enter();
    a = open("f", O_CREAT | O_WRONLY | O_APPEND, 0600);
    b = open("f", O_WRONLY);
    SHOW(write(a, "one", 3));
    SHOW(write(b, "1", 1));
    SHOW(lseek(a, 0, SEEK_SET));
    SHOW(write(a, "two", 3));
    SHOW(lseek(a, 0, SEEK_CUR));
    SHOW(pwrite(a, "three", 5, 0));
    fs_cat("f");
    HOLDS(fcntl(a, F_GETFL) & O_APPEND);
    SHOW(fcntl(a, F_SETFL, 0));
    HOLDS(!(fcntl(a, F_GETFL) & O_APPEND));
    SHOW(fcntl(a, F_GETFL) & O_ACCMODE);
    SHOW(lseek(a, 0, SEEK_SET));
    SHOW(write(a, "ONE", 3));
    fs_cat("f");
    return 0;
}
