/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
// STDIN: a 1 bb 2\nccc 3 d x\n
/* A program that scans its standard input. */
#include "Inputs/scanf_cases.h"

int main(void)
{
    file();
    puts("end");
    return 0;
}
