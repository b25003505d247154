/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Shows that command line and memory map have arrived; ends with 7. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    unsigned char *p = malloc(20 << 20);

    memset(p, 1, 20 << 20);
    printf("%s %s %s, A=%s, %d\n", argv[0], argc > 1 ? argv[1] : "",
           argc > 2 ? argv[2] : "", getenv("A"), p[12345678]);
    return 7;
}
