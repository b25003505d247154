/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* A program whose formats have integers, and nothing else. */
#include "Inputs/printf_cases.h"

int main(void)
{
    integers();
    puts("end");
    return 0;
}
