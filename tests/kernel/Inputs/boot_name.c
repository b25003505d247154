/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>

int main(int argc, char **argv)
{
    (void)argc;
    argv[0][0] = 'A';
    puts(argv[0]);
    return 0;
}
