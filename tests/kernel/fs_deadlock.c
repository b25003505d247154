/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A read that only the program itself could complete is reported. */
// HOST: no
// STATUS: 125
// EXPECT: before
#include "fs_check.h"

int main(void)
{
    char c;
    int p[2];

    pipe(p);
    printf("before\n");
    fflush(stdout);
    read(p[0], &c, 1);
    printf("after\n");
    return 0;
}
