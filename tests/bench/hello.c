/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the peers' figures call hello: one line through the C library. */
#include <stdio.h>

int main(void)
{
    printf("Hello from %s, %d times\n", "unispec", 1);
    return 0;
}
