/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>

static volatile int counter = 6;

__attribute__((noinline)) static int count(int n)
{
    return counter += n;
}

int main(int argc, char **argv)
{
    (void)argv;
    printf("count %d\n", count(argc));
    return 9;
}
