/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* A program whose formats are partly ill-formed. */
#include "Inputs/printf_cases.h"

int main(void)
{
    results();
    puts("end");
    return 0;
}
