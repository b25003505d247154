/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The smallest program that formats: one printf with %s and %d. The image
 * holds no floating-point formatting, no file system and no memory mapping,
 * because nothing here reaches them.
 */
#include <stdio.h>

int main(int argc, char **argv)
{
    printf("Hello from %s, with %d argument(s)\n", argv[0], argc - 1);
    return 0;
}
