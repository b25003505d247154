/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* An array of MIB MiB, of which the first and the last byte are used. */
#include <stdio.h>

static char large[(unsigned long)MIB << 20];

int main(int argc, char **argv)
{
    large[argc] = 1;
    large[sizeof large - argc] = 2;
    printf("%d %d\n", large[1], large[sizeof large - 1]);
    return argv[argc] != NULL;
}
