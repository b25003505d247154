/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
// STDIN: a 1 bb 2\nccc 3 d x\n
/* Every conversion of scanf, from constant formats. */
#include "Inputs/scanf_cases.h"

int main(void)
{
    integers();
    text();
    sets();
    reals();
    counts();
    positions();
    allocation();
    wide();
    file();
    puts("end");
    return 0;
}
