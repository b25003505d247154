/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* Every conversion of wprintf, from constant formats. */
#include "Inputs/wide_cases.h"

int main(void)
{
    print_text();
    print_padded_text();
    print_numbers();
    print_positions();
    fputws(L"end\n", stdout);
    return 0;
}
