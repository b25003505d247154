/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// REQUIRES: musl-gcc
// EXPECT: end
/* A program that scans wide text, and nothing else. */
#include "Inputs/wide_cases.h"

int main(void)
{
    scan_text();
    fputws(L"end\n", stdout);
    return 0;
}
