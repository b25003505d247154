/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Has files, memory and output, and no use for any device but the console. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    FILE *f = fopen("/dev/urandom", "r");
    char *buffer = malloc(100);

    return !f || !buffer || fread(buffer, 1, 100, f) != 100;
}
