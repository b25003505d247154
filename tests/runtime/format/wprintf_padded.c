/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* A program that prints wide text with field widths. */
#include "Inputs/wide_cases.h"

int main(void)
{
    print_padded_text();
    fputws(L"end\n", stdout);
    return 0;
}
