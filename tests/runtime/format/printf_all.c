/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* Every conversion of printf, from constant formats. */
#include "Inputs/printf_cases.h"

int main(void)
{
    setlocale(LC_ALL, "");
    printf("%ls\n", L"\u00e4\u20ac");
    integers();
    text();
    floating();
    positions_and_counts();
    results();
    puts("end");
    return 0;
}
