/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Prints its arguments, and whether random bytes differ. */
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

int main(int argc, char **argv)
{
    static unsigned char a[300], b[300];
    int right = getrandom(a, sizeof(a), 0) == sizeof(a) &&
                getrandom(b, sizeof(b), 0) == sizeof(b) &&
                memcmp(a, b, sizeof(a));

    for (int i = 1; i < argc; i++)
        printf("argument %s\n", argv[i]);
    puts(right ? "different" : "the same");
    return !right;
}
