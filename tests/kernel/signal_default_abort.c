/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The default action ends the machine with the status that a shell gives. */
// HOST: no
// STATUS: 134
// EXPECT: before
// EXPECT: unispec: killed by SIGABRT
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    puts("before");
    fflush(stdout);
    abort();
}
