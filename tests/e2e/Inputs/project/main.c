/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Prints the sum of its arguments; status 2 where there are none. */
#include <stdio.h>

double sum(int, char **);

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    printf("sum %.2f\n", sum(argc - 1, argv + 1));
    return 0;
}
