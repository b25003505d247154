/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Writing to a pipe that nobody reads ends the program. */
// HOST: no
// STATUS: 141
// EXPECT: before
// EXPECT: unispec: killed by SIGPIPE
#include "fs_check.h"

int main(void)
{
    int p[2];

    pipe(p);
    close(p[0]);
    printf("before\n");
    fflush(stdout);
    write(p[1], "x", 1);
    printf("after\n");
    return 0;
}
