/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* Every conversion of wscanf, from constant formats. */
#include "Inputs/wide_cases.h"

int main(void)
{
    scan_text();
    scan_numbers();
    scan_allocation();
    fputws(L"end\n", stdout);
    return 0;
}
