/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* A program that scans with %n and positions. */
#include "Inputs/scanf_cases.h"

int main(void)
{
    counts();
    positions();
    puts("end");
    return 0;
}
