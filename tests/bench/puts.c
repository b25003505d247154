/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One line through stdio without a format. */
#include <stdio.h>

int main(void)
{
    puts("Hello");
    return 0;
}
