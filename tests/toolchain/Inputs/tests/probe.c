/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>

int main(void)
{
    printf("from the guest");
    return 42;
}
