/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* A program whose formats have positions and %n, and little else. */
#include "Inputs/printf_cases.h"

int main(void)
{
    positions_and_counts();
    puts("end");
    return 0;
}
