/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* A program that scans sets of characters, and nothing else. */
#include "Inputs/scanf_cases.h"

int main(void)
{
    sets();
    puts("end");
    return 0;
}
