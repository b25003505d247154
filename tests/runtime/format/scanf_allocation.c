/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* A program that scans to allocated memory. */
#include "Inputs/scanf_cases.h"

int main(void)
{
    allocation();
    puts("end");
    return 0;
}
